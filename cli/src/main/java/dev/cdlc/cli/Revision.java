package dev.cdlc.cli;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a revision in a git repository. Symbolic links among them are not followed.
 *
 * @param top the folder that the repository is checked out in
 */
record Revision(Git git, Path top, String name, Map<String, String> environment) implements Inputs {
  /**
   * A revision of the repository that a folder is in.
   *
   * @param name a commit in any form that git knows
   */
  static Revision of(String name, Path folder, Map<String, String> environment)
      throws CommandException {
    var here = new Git(folder);
    Path top = here.top();
    here.refuseUnknown(name);
    return new Revision(new Git(top), top, name, environment);
  }

  /** The names, from the top, of a file or of the .cdl files in a folder and below. */
  List<String> sources(String path) throws CommandException {
    byte[] listed =
        (path.isEmpty()
                ? git.output("ls-tree", "-r", "-z", "--name-only", name)
                : git.output("ls-tree", "-r", "-z", "--name-only", name, "--", path))
            .orElse(new byte[0]);
    List<String> names =
        Arrays.stream(new String(listed, StandardCharsets.UTF_8).split("\0", -1))
            .filter(found -> found.endsWith(".cdl") || (found.equals(path) && !path.isEmpty()))
            .toList();
    if (names.isEmpty()) {
      throw new CommandException("%s:%s: no such file or folder".formatted(name, path));
    }
    return names;
  }

  Optional<byte[]> content(String path) throws CommandException {
    return git.output("cat-file", "blob", name + ":" + path);
  }

  @Override
  public Answer<String> realPath(String path) {
    return read(path) instanceof Answer.Found<ByteBuffer>
        ? new Answer.Found<>(Path.of(path).normalize().toString())
        : new Answer.Absent<>();
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    Path wanted = Path.of(path).normalize();
    if (!wanted.startsWith(top)) {
      return new FileInputs(environment).read(path);
    }
    try {
      return content(top.relativize(wanted).toString())
          .<Answer<ByteBuffer>>map(
              bytes -> new Answer.Found<>(ByteBuffer.wrap(bytes).asReadOnlyBuffer()))
          .orElseGet(Answer.Absent::new);
    } catch (CommandException e) {
      return new Answer.Refused<>(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<String> variable(String variable) {
    return Optional.ofNullable(environment.get(variable));
  }
}
