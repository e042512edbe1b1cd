package dev.cdlc.cli.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** The files that are installed beside the program, by their paths below its prefix. */
public final class Guide {
  private static final String MANUAL = "share/man/";

  private Guide() {}

  /**
   * The pages and completions of {@code shapes}, which have the program's before those of its
   * commands.
   */
  public static SortedMap<String, String> files(List<CommandSpec> shapes, Edition edition) {
    List<Usage> all = shapes.stream().map(Usage::of).toList();
    var files = new TreeMap<String, String>();
    for (Usage usage : all) {
      files.put(
          MANUAL + "man1/" + usage.page() + ".1",
          ManPage.of(usage, all, edition, usage.path().isEmpty() ? resource("cdlc.roff") : ""));
    }
    files.put(MANUAL + "man5/cdl.5", LanguagePage.of(edition, resource("cdl.roff")));
    files.put(
        "share/bash-completion/completions/cdlc", BashCompletion.of(all, resource("cdlc.bash")));
    files.put("share/zsh/site-functions/_cdlc", ZshCompletion.of(all, resource("cdlc.zsh")));
    files.put(
        "share/fish/vendor_completions.d/cdlc.fish", FishCompletion.of(all, resource("cdlc.fish")));
    return Collections.unmodifiableSortedMap(files);
  }

  private static String resource(String name) {
    try (InputStream stream = Guide.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
