package dev.cdlc.cli.guide;

import java.util.List;

/** What a word of a command line is, for a shell that completes it. */
sealed interface Word {
  /** A {@code .cdl} or {@code .cdltest} file, or a folder that may have some. */
  record SourceFile() implements Word {}

  /** A file of any kind. */
  record AnyFile() implements Word {}

  record Folder() implements Word {}

  /** A container that the file before it declares. */
  record Container() implements Word {}

  /** A container of the OCI runtime. */
  record Created() implements Word {}

  /** A container that {@code cdlc run} runs. */
  record Running() implements Word {}

  /** One of a few. */
  record Choice(List<String> words) implements Word {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** What no shell can know. */
  record Anything() implements Word {}

  /** The value of an option with that label. */
  static Word ofValue(String label) {
    return switch (label) {
      case "FILE", "PATH", "EXECUTABLE", "SOCKET", "BUNDLE" -> new AnyFile();
      case "DIR", "FOLDER" -> new Folder();
      default -> new Anything();
    };
  }

  /** A word that is no option, with that label. */
  static Word ofOperand(String label) {
    return switch (label) {
      case "FILE", "PATH", "OLD", "NEW" -> new SourceFile();
      case "WHAT", "EXECUTABLE" -> new AnyFile();
      case "NAME" -> new Container();
      case "CONTAINER-ID" -> new Created();
      case "CONTAINER", "CONTAINER...", "CONTAINER|EXECUTABLE" -> new Running();
      default -> new Anything();
    };
  }
}
