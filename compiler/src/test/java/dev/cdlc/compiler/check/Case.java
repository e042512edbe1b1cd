package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.input.Host;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder of the corpus that holds {@code main.cdl} and what it includes. Options of the command
 * stand in the first line, behind {@code #}: {@code --set NAME=VALUE}, {@code --variant NAME},
 * {@code --validate}, and {@code NAME=VALUE} for variables.
 */
public record Case(Golden golden, Source source, MapInputs inputs, Settings settings) {
  /** The folder of every {@code main.cdl}, as the compiler sees it. */
  public static final String FOLDER = "/project";

  /** The cases of a folder of the corpus. */
  public static List<Case> in(String folder) {
    return Golden.in(folder).stream()
        .filter(golden -> golden.name().equals("main.cdl"))
        .map(Case::of)
        .toList();
  }

  /** The name of the case's folder. */
  public String name() {
    return String.valueOf(folderOf(golden).getFileName());
  }

  private static Path folderOf(Golden golden) {
    return Objects.requireNonNull(golden.input().getParent());
  }

  private static Case of(Golden golden) {
    Source source =
        Source.decode(new SourceId(golden.name()), golden.bytes()).value().orElseThrow();
    var inputs = new MapInputs().file(FOLDER + "/.git", "");
    Settings settings = Settings.NONE;
    for (String word : options(source.lineText(1))) {
      settings = settings(word, settings, inputs);
    }
    files(folderOf(golden), inputs);
    return new Case(golden, source, inputs, settings);
  }

  /** Each option is one word here: {@code --set=NAME=VALUE}. */
  private static List<String> options(String line) {
    return line.startsWith("# --") || line.matches("# [A-Z_]+=.*")
        ? List.of(line.substring(2).split(" "))
        : List.of();
  }

  private static Settings settings(String word, Settings before, MapInputs inputs) {
    String value = word.substring(word.indexOf('=') + 1);
    if (word.equals("--validate")) {
      return before.with(Settings.Values.DISPENSABLE);
    }
    if (word.equals("--host")) {
      return before.withHost(new Ids(1000, 100));
    }
    if (word.startsWith("--variant=")) {
      return before.withVariant(value);
    }
    if (word.startsWith("--set=")) {
      String[] pair = value.split("=", 2);
      return before.withSet(pair[0], pair[1]);
    }
    inputs.variable(word.substring(0, word.indexOf('=')), value);
    return before;
  }

  private record Ids(long uid, long gid) implements Host {}

  private static void files(Path folder, MapInputs inputs) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        inputs.file(FOLDER + "/" + folder.relativize(file), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
