package dev.cdlc.compiler.input;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inputs that are asked for each thing once, and a record of all that was asked. As long as each
 * observation still holds, the same source gives the same result.
 */
public final class ObservedInputs implements Inputs {
  private final Inputs inputs;
  private final Map<String, Observation.RealPath> realPaths = new LinkedHashMap<>();
  private final Map<String, Observation.File> files = new LinkedHashMap<>();
  private final Map<ImageSource, Observation.Image> images = new LinkedHashMap<>();
  private final Map<String, Observation.Variable> variables = new LinkedHashMap<>();

  public ObservedInputs(Inputs inputs) {
    this.inputs = inputs;
  }

  @Override
  public Answer<String> realPath(String path) {
    return realPaths
        .computeIfAbsent(path, asked -> new Observation.RealPath(asked, inputs.realPath(asked)))
        .answer();
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    return files
        .computeIfAbsent(path, asked -> new Observation.File(asked, inputs.read(asked)))
        .answer();
  }

  @Override
  public Answer<ImageConfig> image(ImageSource source) {
    return images
        .computeIfAbsent(source, asked -> new Observation.Image(asked, inputs.image(asked)))
        .answer();
  }

  @Override
  public Optional<String> variable(String name) {
    return variables
        .computeIfAbsent(name, asked -> new Observation.Variable(asked, inputs.variable(asked)))
        .value();
  }

  @Override
  public void secretGiven() {
    inputs.secretGiven();
  }

  /**
   * Paths, then contents, then images, then variables; each kind in the order of asking, misses
   * included.
   */
  public List<Observation> observations() {
    return Stream.of(realPaths, files, images, variables)
        .<Observation>flatMap(asked -> asked.values().stream())
        .toList();
  }
}
