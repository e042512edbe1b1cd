package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cdlc.compiler.explain.Explain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What shells offer at the end of a command line, asked of the shells themselves. */
@Tag("linux")
final class CompletionTest {
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "completion");

  @TempDir private static Path installed;
  @TempDir private static Path folder;

  /** With a {@code cdlc} that says what runs. */
  @TempDir private static Path programs;

  /**
   * A command line, in a folder with {@code a.cdl}, {@code b.cdltest}, {@code other} and {@code
   * sub}.
   *
   * @param offers all that a shell should offer at its end
   */
  record Line(String text, List<String> offers) {
    Line(String text, String... offers) {
      this(text, List.of(offers));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static List<Line> lines() {
    return List.of(
        new Line("cdlc va", "validate"),
        new Line("cdlc --color never ru", "run"),
        new Line("cdlc run ", "a.cdl", "b.cdltest", "sub"),
        new Line("cdlc run a.cdl ", "first", "second"),
        new Line("cdlc run --set x=y a.cdl se", "second"),
        new Line("cdlc run --vari", "--variant"),
        new Line("cdlc fmt a.cdl b", "b.cdltest"),
        new Line("cdlc validate --color ", "always", "auto", "never"),
        new Line("cdlc validate --color=al", "always"),
        new Line("cdlc validate --baseline oth", "other"),
        new Line("cdlc build a.cdl --target ", "aarch64", "x86_64"),
        new Line("cdlc compile a.cdl -o ", "sub"),
        new Line("cdlc cache ", "clear", "list"),
        new Line("cdlc import ", "compose", "docker-run", "oci"),
        new Line("cdlc import oci oth", "other"),
        new Line("cdlc explain CDL100", topics("CDL100")),
        new Line("cdlc explain hostn", "hostname"),
        new Line("cdlc stop we", "web"),
        new Line("cdlc stop web d", "db"),
        new Line("cdlc exec ", "db", "web"),
        new Line("cdlc stats we", "web"),
        new Line("cdlc inspect d", "db"),
        new Line("cdlc oci cr", "create"),
        new Line("cdlc oci --log other st", "start", "state"),
        new Line("cdlc oci create --bun", "--bundle"));
  }

  private static List<String> topics(String prefix) {
    return Explain.topics().stream().filter(topic -> topic.startsWith(prefix)).toList();
  }

  @BeforeAll
  static void install() throws IOException {
    GuideFiles.main(new String[] {installed.toString(), "2026-01-31"});
    Path program = Files.writeString(programs.resolve("cdlc"), "#!/bin/sh\necho db; echo web\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        folder.resolve("a.cdl"),
        "container first < root host; run true >\n\ncontainer second use x <\n>\n");
    Files.createFile(folder.resolve("b.cdltest"));
    Files.createFile(folder.resolve("other"));
    Files.createDirectory(folder.resolve("sub"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void bashOffers(Line line) throws Exception {
    var command = command("bash", script("bash"));
    command.add(installed.resolve("share/bash-completion/completions/cdlc").toString());
    command.addAll(List.of(line.text().replace("=", " = ").split(" ", -1)));
    assertThat(offers(command)).containsExactlyInAnyOrderElementsOf(line.offers());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void zshOffers(Line line) throws Exception {
    var command = command("zsh", "-f", script("zsh"));
    command.add(installed.resolve("share/zsh/site-functions").toString());
    command.addAll(List.of(line.text(), installed.resolve("zcompdump").toString()));
    assertThat(offers(command)).containsExactlyInAnyOrderElementsOf(line.offers());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void fishOffers(Line line) throws Exception {
    Path file = installed.resolve("share/fish/vendor_completions.d/cdlc.fish");
    var command = command("fish", "--no-config", "-c");
    command.add("source %s; complete -C '%s'".formatted(file, line.text()));
    String before = line.text().replaceFirst(".*[ =]", "");
    String option = line.text().replaceFirst(".* ", "").replace(before, "");
    assertThat(offers(command))
        .map(offer -> offer.startsWith(option) ? offer.substring(option.length()) : offer)
        .containsExactlyInAnyOrderElementsOf(line.offers());
  }

  private static String script(String shell) {
    return SCRIPTS.resolve("offers." + shell).toAbsolutePath().toString();
  }

  private static List<String> command(String shell, String... arguments) {
    HostPrograms.assume(shell);
    var command = new ArrayList<>(List.of(shell));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Some shells have a slash behind folders, or a description behind a tab. */
  private static Stream<String> offers(List<String> command) throws Exception {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return out.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line.replaceFirst("/?(\t.*)?$", ""));
  }
}
