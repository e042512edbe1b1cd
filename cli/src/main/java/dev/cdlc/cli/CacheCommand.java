package dev.cdlc.cli;

import dev.cdlc.codegen.launch.KeptKey;
import dev.cdlc.compiler.input.Host;
import dev.cdlc.runtime.registry.Credentials;
import dev.cdlc.runtime.registry.ImageStore;
import dev.cdlc.runtime.registry.PullListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cdlc cache}: the executables that {@code cdlc run} keeps for the next start, and images of
 * registries.
 */
final class CacheCommand implements Command {
  private static final String KIND = "list|clear";

  private final Host caller;

  CacheCommand(Host caller) {
    this.caller = caller;
  }

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Lists or clears what 'cdlc run' keeps for the next start.",
                "",
                "An executable is kept in $XDG_CACHE_HOME/cdlc, else ~/.cache/cdlc; root's in"
                    + " /var/cache/cdlc. It is run again only while all that it was made from is"
                    + " as it was. Those used longest ago make room for others. Images of registries"
                    + " are kept there too, until they are cleared."),
            "cache list|clear",
            "cdlc cache list",
            "sudo cdlc cache clear")
        .addPositional(
            Shape.words(
                "list|clear",
                "list: size, last use and command line of each, the last used first, and how many"
                    + " images there are; clear: remove all.",
                List.of("list", "clear")));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    String kind = Words.of(arguments).only(KIND);
    KeptFolder folder =
        KeptFolder.of(caller.uid(), console)
            .orElseThrow(
                () ->
                    new CommandException(
                        "cache: there is no folder to keep anything in",
                        "set HOME or XDG_CACHE_HOME to an absolute path"));
    try {
      console.out().print(answer(kind, folder));
      return Outcome.DONE;
    } catch (IOException e) {
      throw new CommandException(
          "cannot %s %s: %s".formatted(kind, folder.path(), SourceFile.reason(e)));
    }
  }

  private static String answer(String kind, KeptFolder folder)
      throws CommandException, IOException {
    return switch (kind) {
      case "list" -> list(folder);
      case "clear" ->
          "%s removed from %s%n".formatted(count(folder.clear()), folder.path())
              + images(images(folder).clear(), "%s, %s, removed from %s%n", folder);
      default ->
          throw new CommandException(
              "cache: '%s' is neither list nor clear".formatted(kind), "try 'cdlc cache --help'");
    };
  }

  private static String list(KeptFolder folder) throws IOException {
    List<KeptFolder.Entry> entries = folder.entries();
    Instant now = Instant.now();
    var text = new StringBuilder();
    entries.forEach(entry -> text.append(line(entry, now)));
    long bytes = entries.stream().mapToLong(KeptFolder.Entry::bytes).sum();
    return text.append(
            "%s, %s of at most %s, in %s%n"
                .formatted(
                    count(entries.size()), size(bytes), size(KeptFolder.LIMIT), folder.path()))
        .append(images(images(folder).kept(), "%s, %s, in %s%n", folder))
        .toString();
  }

  private static ImageStore images(KeptFolder folder) {
    return new ImageStore(folder.images(), Credentials.of(Map.of()), PullListener.NONE);
  }

  /** Nothing, where there is none. */
  private static String images(ImageStore.Kept kept, String line, KeptFolder folder) {
    return kept.images() == 0
        ? ""
        : line.formatted(
            Findings.counted(kept.images(), "image"), size(kept.bytes()), folder.images());
  }

  private static String line(KeptFolder.Entry entry, Instant now) {
    Duration age = Duration.between(entry.used(), now);
    return "%9s  %s ago  %s%n".formatted(size(entry.bytes()), age(age), origin(entry));
  }

  private static String origin(KeptFolder.Entry entry) {
    return entry
        .key()
        .map(CacheCommand::origin)
        .orElse("%s (unusable)".formatted(entry.file().getFileName()));
  }

  /** The words that asked for it, in their folder. */
  private static String origin(KeptKey key) {
    List<String> words = key.words();
    boolean fileFirst =
        words.size() > 1 && words.getFirst().equals("run") && !words.get(1).startsWith("-");
    if (!fileFirst) {
      return "%s (in %s)".formatted(String.join(" ", words), key.folder());
    }
    Path file = Path.of(key.folder()).resolve(words.get(1)).normalize();
    return String.join(
        " ", Stream.concat(Stream.of(file.toString()), words.stream().skip(2)).toList());
  }

  private static String count(int executables) {
    return executables == 1 ? "1 executable" : executables + " executables";
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? (bytes + 1023) / 1024 + " KiB" : (bytes >> 20) + " MiB";
  }

  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }
}
