package dev.cdlc.runtime.running;

import java.util.List;
import java.util.Optional;

/**
 * What a container was compiled from, as far as others need it while it runs.
 *
 * @param source the absolute path of its file; a dash for one that came by standard input
 * @param user users and groups by names, as {@code UID:GID:GROUP,GROUP} with an empty GID for the
 *     image's; empty where config.json says all
 * @param passed variables that the command has from its caller
 * @param cgroup the path of a cgroup that the source names
 * @param confined whether the command may reach only some files, which would not hold for others
 * @param config config.json
 */
public record Description(
    String source,
    Optional<String> user,
    List<String> passed,
    Optional<String> cgroup,
    boolean confined,
    String config) {
  private static final String FORM = "cdlc-run 1";
  private static final int LINES = 7;

  public Description {
    passed = List.copyOf(passed);
  }

  /** Lines, of which only the last may have line breaks in it. */
  public String text() {
    return String.join(
        "\n",
        FORM,
        source.replace('\n', '?'),
        user.orElse(""),
        String.join(",", passed),
        cgroup.orElse(""),
        confined ? "confined" : "",
        config);
  }

  /** Empty where another version of cdlc has written it. */
  static Optional<Description> parse(String text) {
    String[] lines = text.split("\n", LINES);
    return lines.length == LINES && lines[0].equals(FORM)
        ? Optional.of(
            new Description(
                lines[1],
                said(lines[2]),
                lines[3].isEmpty() ? List.of() : List.of(lines[3].split(",", -1)),
                said(lines[4]),
                !lines[5].isEmpty(),
                lines[6]))
        : Optional.empty();
  }

  private static Optional<String> said(String line) {
    return Optional.of(line).filter(value -> !value.isEmpty());
  }
}
