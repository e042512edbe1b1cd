package dev.cdlc.compiler.report;

import java.util.List;
import java.util.Optional;

/** The formats that there are. */
public final class Formats {
  public static final List<Format> ALL =
      List.of(
          new JsonFormat(),
          new JsonLinesFormat(),
          new SarifFormat(),
          new GithubFormat(),
          new GitlabFormat(),
          new JunitFormat(),
          new CheckstyleFormat());

  private Formats() {}

  public static Optional<Format> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
