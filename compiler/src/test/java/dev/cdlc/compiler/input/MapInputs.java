package dev.cdlc.compiler.input;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Inputs that a map holds; what is not in it is absent. Counts what it is asked for. */
public final class MapInputs implements Inputs {
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private int reads;

  public MapInputs file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public MapInputs file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** A path that leads to another. */
  public MapInputs link(String path, String real) {
    links.put(path, real);
    return this;
  }

  /** A path that cannot be had, and why. */
  public MapInputs refuse(String path, String reason) {
    refusals.put(path, reason);
    return this;
  }

  public MapInputs variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** How often a file was read. */
  public int reads() {
    return reads;
  }

  @Override
  public Answer<String> realPath(String path) {
    String real = links.getOrDefault(path, normal(path));
    if (refusals.containsKey(real)) {
      return new Answer.Refused<>(refusals.get(real));
    }
    return files.containsKey(real) ? new Answer.Found<>(real) : new Answer.Absent<>();
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    reads++;
    byte[] content = files.get(path);
    return content == null
        ? new Answer.Absent<>()
        : new Answer.Found<>(ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  private static String normal(String path) {
    return Path.of(path).normalize().toString();
  }
}
