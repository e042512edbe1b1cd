package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files made to break what reads them: each command tells what is wrong by its code, within a
 * second of the processor's time, and shows nothing of its own inside.
 */
final class HostileInputTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The first runs are slow: the virtual machine still compiles. */
  private static final int MOST_RUNS = 4;

  private static final String WEB = "container web < root ./r; run /bin/true >\n";

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> tellsOfTexts() {
    return Stream.of(
        told("nested", "a < ".repeat(65) + "> ".repeat(65), "CDL0121"),
        told("nested-deeper", "a < ".repeat(100_000), "CDL0121"),
        told("statements", many(10_001, "let a%d 1;\n"), "CDL0122"),
        told("equal-statements", WEB.replace("run", many(10_001, "env A=1;\n") + "run"), "CDL0122"),
        told("openers", "<".repeat(MEBIBYTE), "CDL0115"),
        told("semicolons", ";".repeat(MEBIBYTE), "CDL0122"),
        told("too-large", ";".repeat(MEBIBYTE + 1), "CDL0120"),
        told("nul", WEB.replace("true", "tr\0ue"), "CDL0110"),
        told("nul-alone", "\0".repeat(MEBIBYTE), "CDL0110"),
        told("overrides", "\u202E".repeat(MEBIBYTE / 3), "CDL0110"),
        told("no-break-spaces", "\u00A0".repeat(MEBIBYTE / 2), "CDL0107"),
        told("reference", "let a ${b\n" + WEB, "CDL0109"),
        told("reference-at-end", WEB + "let a ${", "CDL0109"),
        told("own-default", "param a int default ${a};\n" + WEB, "CDL1021"),
        told("own-default-by-way", "param a int default ${b};\nlet b ${a};\n" + WEB, "CDL1021"),
        told("profile", "profile a use a < pids 1 >\n" + WEB, "CDL1021"),
        told("profiles", "profile a use b < >\nprofile b use a < >\n" + WEB, "CDL1021"),
        told("include-itself", "include ./include-itself.cdl;\n" + WEB, "CDL1021"),
        told("include-outside", "include ../../x.cdl;\n" + WEB, "CDL1023"),
        told("include-root", "include /etc/passwd;\n" + WEB, "CDL1023"));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfBytes() {
    byte[] broken = WEB.getBytes(StandardCharsets.UTF_8);
    broken[WEB.indexOf("true")] = (byte) 0xFF;
    return Stream.of(
        told("utf-8", broken, "CDL0111"),
        told("utf-8-cut", "container é".getBytes(StandardCharsets.UTF_8), 11, "CDL0111"),
        told("utf-16", WEB.getBytes(StandardCharsets.UTF_16), "CDL0111"),
        told("surrogate", new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, "CDL0111"),
        told("binary", new byte[] {0x7F, 'E', 'L', 'F', 0, (byte) 0x80}, "CDL0112"));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfIncludes() {
    return Stream.of(
        including("ring", "CDL1021", () -> write("ring.cdl", "include ./ring-0.cdl;")),
        including("loop", "CDL1022", () -> link("loop.cdl", "loop.cdl")),
        including("folders", "CDL1022", this::foldersThatAreEachOther),
        including("elsewhere", "CDL1023", () -> link("elsewhere.cdl", "/etc/passwd")),
        including("itself", "CDL1021", () -> link("itself.cdl", "itself-0.cdl")),
        including("endless", "CDL1023", () -> link("endless.cdl", "/dev/zero")));
  }

  private static String many(int count, String statement) {
    return IntStream.range(0, count).mapToObj(statement::formatted).collect(Collectors.joining());
  }

  private interface Preparation {
    void make() throws IOException;
  }

  /** A file that includes another, which has something to it. */
  private DynamicTest including(String name, String code, Preparation preparation) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          write("cdlc.cdl", "");
          preparation.make();
          tells(write(name + "-0.cdl", "include ./" + name + ".cdl;\n" + WEB), code);
        });
  }

  private void foldersThatAreEachOther() throws IOException {
    link("one", "two");
    link("two", "one");
    link("folders.cdl", "one/two/x.cdl");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }

  private DynamicTest told(String name, String text, String code) {
    return told(name, text.getBytes(StandardCharsets.UTF_8), code);
  }

  private DynamicTest told(String name, byte[] content, int length, String code) {
    return told(name, Arrays.copyOf(content, length), code);
  }

  private DynamicTest told(String name, byte[] content, String code) {
    return DynamicTest.dynamicTest(
        name, () -> tells(Files.write(folder.resolve(name + ".cdl"), content), code));
  }

  private static void tells(Path file, String code) {
    String path = file.toString();
    for (List<String> command :
        List.of(
            List.of("validate", path),
            List.of("compile", path),
            List.of("plan", path),
            List.of("build", path, "-o", "/dev/null"))) {
      Invocation said = withinASecond(command.toArray(String[]::new));
      assertThat(said.status()).isEqualTo(1);
      assertThat(said.err()).contains("[" + code + "]");
      showsNothingOfItsInside(said);
    }
    showsNothingOfItsInside(withinASecond("fmt", "--check", path));
    showsNothingOfItsInside(withinASecond("validate", path, "--set", "a=1", "--variant", "b"));
  }

  private static Invocation withinASecond(String... command) {
    Invocation said = Invocation.of("--version");
    Duration least = Duration.ofDays(1);
    for (int run = 0; run < MOST_RUNS && least.compareTo(SECOND) > 0; run++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      said = Invocation.of(command);
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      least = Duration.ofNanos(Math.min(least.toNanos(), taken));
    }
    assertThat(least).as(String.join(" ", command)).isLessThanOrEqualTo(SECOND);
    return said;
  }

  private static void showsNothingOfItsInside(Invocation said) {
    assertThat(said.err())
        .doesNotContain("Exception", "internal fault", "dev.cdlc", "\tat ", "Error:")
        .hasSizeLessThan(2_000_000);
  }
}
