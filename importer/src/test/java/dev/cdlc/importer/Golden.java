package dev.cdlc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text to import, with what comes of it beside it: the CDL as {@code x.cdl}, what is told as
 * {@code x.err}. {@code -Dgolden.update=true} rewrites what differs, and still fails, so that green
 * always means compared.
 */
public record Golden(Path input) {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** The texts of a folder, by name. */
  public static List<Golden> in(String folder, String extension) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .sorted()
          .map(Golden::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the extension. */
  public String name() {
    String file = String.valueOf(input.getFileName());
    return file.substring(0, file.lastIndexOf('.'));
  }

  public Source source() {
    try {
      return new Source(new SourceId(String.valueOf(input.getFileName())), Files.readString(input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a reader is told. */
  public static String told(Source source, List<Diagnostic> found) {
    var render = new Render(List.of(source), Palette.PLAIN);
    return found.stream().map(render::text).collect(Collectors.joining("\n"));
  }

  /** Compares with the kept result; one that is empty need not be kept. */
  public void check(String suffix, String actual) {
    Path kept = input.resolveSibling(name() + suffix);
    try {
      String expected = Files.exists(kept) ? Files.readString(kept) : "";
      if (UPDATE && !actual.equals(expected)) {
        Files.writeString(kept, actual);
      }
      assertThat(actual).as(kept.toString()).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
