package dev.cdlc.compiler;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Palette;
import dev.cdlc.compiler.diagnostic.Render;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.oci.Bundle;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Texts at the limits of what is read, and beyond, made of one thing many times. What is wrong with
 * each is told by its code, within a second of the processor's time; planning what can be planned
 * takes no longer, nor does formatting.
 */
@Tag("long")
class HugeTextTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The first runs of a test are slow: the virtual machine still compiles. */
  private static final int MOST_RUNS = 4;

  private static final int MOST_SHOWN = 1_000;
  private static final String WEB = "container web < root ./r; run /bin/true";

  @TestFactory
  Stream<DynamicTest> tellsOfOneTokenRepeated() {
    return Stream.of(
        told(filled("<"), Code.BLOCK_WITHOUT_STATEMENT),
        told(filled(">"), Code.STRAY_CLOSER),
        told(filled(";"), Code.TOO_MANY_STATEMENTS),
        told(filled(","), Code.MISPLACED_COMMA),
        told(filled("<>"), Code.BLOCK_WITHOUT_STATEMENT, Code.TOO_MANY_STATEMENTS),
        told(filled("a "), Code.UNKNOWN_STATEMENT),
        told(filled("a"), Code.UNKNOWN_STATEMENT),
        told(filled("a;"), Code.UNKNOWN_STATEMENT, Code.TOO_MANY_STATEMENTS),
        told(filled("a<"), Code.UNKNOWN_STATEMENT, Code.NESTED_TOO_DEEP),
        told(filled("\""), Code.UNKNOWN_STATEMENT),
        told(filled("'\n"), Code.UNTERMINATED_QUOTE),
        told(filled("\"\\u{"), Code.UNKNOWN_ESCAPE),
        told(filled("{"), Code.UNQUOTED_CHARACTER),
        told(filled("${"), Code.BAD_REFERENCE),
        told(filled("${x"), Code.BAD_REFERENCE),
        told(filled("$ "), Code.BAD_REFERENCE),
        told(filled("\0"), Code.FORBIDDEN_CHARACTER),
        told(filled("#"), Code.EMPTY_FILE),
        told(filled("## x\n"), Code.EMPTY_FILE),
        told(filled("\r\n"), Code.EMPTY_FILE),
        told("a <".repeat(65) + ">".repeat(65), Code.UNKNOWN_STATEMENT, Code.NESTED_TOO_DEEP),
        told("a <".repeat(64) + ">".repeat(64), Code.UNKNOWN_STATEMENT),
        told("cdl;".repeat(10_001), Code.WRONG_ARGUMENT_COUNT, Code.TOO_MANY_STATEMENTS),
        told("cdl;".repeat(10_000), Code.WRONG_ARGUMENT_COUNT));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfOneStatementRepeated() {
    return Stream.of(
        told(web(many(9_000, "memroy%d 1GiB;\n")), Code.UNKNOWN_STATEMENT),
        told(web(many(9_000, "memory 1GiB;\n")), Code.DUPLICATE_STATEMENT),
        told(web(many(9_000, "env A%d=1;\n"))),
        told(web(many(9_000, "bind ./a%1$d /a%1$d;\n"))),
        told(
            web(many(9_000, "hostname a%d "), ";"),
            Code.MISSING_SEMICOLON,
            Code.DUPLICATE_STATEMENT),
        told(web("pids 1 ".repeat(140_000)), Code.MISSING_SEMICOLON, Code.DUPLICATE_STATEMENT),
        told(web(many(9_000, "env A%d=1\n")), Code.MISSING_SEMICOLON),
        told(web("try ".repeat(200_000), "memory 1GiB;"), Code.UNTRIABLE_STATEMENT),
        told(many(3_000, "container c%1$d use p%1$d < root ./r; run x >\n"), Code.UNKNOWN_NAME),
        told(many(3_000, "container c < root ./r; run x >\n"), Code.DUPLICATE_NAME),
        told(
            many(2_500, "container c%1$d < root ./r; run x; after d%1$d >\n"),
            Code.UNKNOWN_CONTAINER),
        told(ring(2_500, "container c%d < root ./r; run x; after c%d >\n"), Code.CYCLE),
        told(many(3_000, "container c%d < root ./r; run x >\n")),
        told(
            many(60, "container a%d <\n  root ./r; run x;\n  "),
            Code.UNCLOSED_BLOCK,
            Code.DUPLICATE_STATEMENT),
        told(
            many(9_000, "container a%d < root ./r; > >\n"),
            Code.STRAY_CLOSER,
            Code.TOO_MANY_STATEMENTS,
            Code.MISSING_RUN));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfOneNameRepeated() {
    return Stream.of(
        told(many(9_000, "let a%1$d ${b%1$d};\n") + web(""), Code.UNKNOWN_REFERENCE),
        told(many(9_000, "let a %d;\n") + web(""), Code.DUPLICATE_NAME),
        told(many(4_000, "param a%1$d int default ${a%1$d};\n") + web(""), Code.CYCLE),
        told(ring(9_000, "let a%d ${a%d};\n") + web(""), Code.COMPOSITION_LIMIT),
        told("let a x; let b " + "${a}".repeat(250_000) + ";" + web(""), Code.COMPOSITION_LIMIT),
        told(ring(4_000, "profile a%d use a%d < pids 1 >\n") + web(""), Code.COMPOSITION_LIMIT),
        told(many(60, "profile a%d use b, b < pids 1 >\n") + web(""), Code.UNKNOWN_NAME),
        told(WEB.replace("<", "use " + "p, ".repeat(100_000) + "p <") + ">", Code.UNKNOWN_NAME),
        told(
            "let " + "a".repeat(500_000) + " 1; let b ${" + "b".repeat(500_000) + "};" + web(""),
            Code.UNKNOWN_REFERENCE),
        told("container " + "a".repeat(1_000_000) + " < root ./r; run x >", Code.INVALID_NAME));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfOneLongWord() {
    String digits = "9".repeat(1_000_000);
    return Stream.of(
        told(web("memory " + digits + ";"), Code.OUT_OF_RANGE),
        told(web("memory " + digits + "GiB;"), Code.OUT_OF_RANGE),
        told(web("memory 1." + digits + "GiB;"), Code.OUT_OF_RANGE),
        told(web("stop-timeout 1." + digits + "s;"), Code.WRONG_TYPE),
        told(web("stop-timeout " + "1s".repeat(500_000) + ";"), Code.WRONG_TYPE),
        told(web("cpu 9." + digits + ";"), Code.WRONG_TYPE),
        told(
            web("seccomp < default errno EPERM; allow read < arg 0 eq " + digits + " > >"),
            Code.OUT_OF_RANGE),
        told(web("cpu < set " + "0-7,".repeat(250_000) + "0 >")),
        told(web("numa-policy bind " + "0-1023,".repeat(140_000) + "0;")),
        told(web("cwd " + "/..".repeat(300_000) + ";"), Code.WRONG_TYPE),
        told(
            web("run x " + "${x}".repeat(200_000) + ";").replaceFirst("run /bin/true; ", ""),
            Code.UNKNOWN_REFERENCE),
        told(web("oci /linux/x '" + "[".repeat(900_000) + "';"), Code.INVALID_JSON),
        told(web("oci /linux/x '{\"" + "a".repeat(900_000) + "\": 1}';"), Code.INVALID_JSON),
        told(web("oci /linux" + "/a".repeat(250_000) + " 1;"), Code.SCHEMA_UNKNOWN_PROPERTY),
        told(web("oci /annotations" + "/a".repeat(250_000) + " 1;"), Code.SCHEMA_WRONG_TYPE));
  }

  @TestFactory
  Stream<DynamicTest> tellsOfOneLongList() {
    return Stream.of(
        told(web("ns " + "pid, ".repeat(150_000) + "uts;"), Code.DUPLICATE_STATEMENT),
        told(web("ns " + many(80_000, "pid%d, ") + "uts;"), Code.UNKNOWN_OPTION),
        told(web("env " + many(80_000, "A%d=1, ") + "Z=1;")),
        told(web("env " + many(80_000, "A%d=1 ") + "Z=1;"), Code.WRONG_SEPARATOR),
        told(web("cap drop " + "KILL, ".repeat(150_000) + "KILL;")),
        told(web("hostname " + many(140_000, "a%d ") + ";"), Code.WRONG_ARGUMENT_COUNT),
        told(WEB + " " + many(140_000, "a%d ") + ">"),
        told(WEB + " " + "> ".repeat(500_000) + "; >", Code.STRAY_CLOSER),
        told(WEB + " " + "< ".repeat(500_000) + "; >", Code.BRACKET_IN_COMMAND),
        told(WEB + " " + ",".repeat(1_000_000) + "; >", Code.MISPLACED_COMMA));
  }

  private static String filled(String unit) {
    return unit.repeat(MEBIBYTE / unit.getBytes(StandardCharsets.UTF_8).length);
  }

  private static String web(String... statements) {
    return WEB + "; " + String.join("", statements) + ">";
  }

  private static String many(int count, String statement) {
    return IntStream.range(0, count).mapToObj(statement::formatted).collect(joining());
  }

  /** Each names the next, and the last the first. */
  private static String ring(int count, String statement) {
    return IntStream.range(0, count)
        .mapToObj(i -> statement.formatted(i, (i + 1) % count))
        .collect(joining());
  }

  private static DynamicTest told(String text, Code... codes) {
    String start = text.substring(0, Math.min(80, text.length())).replaceAll("\\s+", " ");
    return DynamicTest.dynamicTest("text: " + start, () -> tells(text, Set.of(codes)));
  }

  private static void tells(String text, Set<Code> codes) {
    assertThat(text.length()).isLessThanOrEqualTo(MEBIBYTE);
    var source = new Source(new SourceId("huge.cdl"), text);
    Compilation made = withinASecond(() -> told(source));
    assertThat(made.diagnostics().stream().map(Diagnostic::code).collect(Collectors.toSet()))
        .isEqualTo(codes);
    withinASecond(() -> made.containers().stream().map(CompiledContainer::plan).toList());
    assertThat(withinASecond(() -> Format.format(source))).isNotNull();
  }

  /** What a command does, which may take a second of the processor's time, and comes to. */
  private static <T> T withinASecond(Supplier<T> command) {
    Duration least = Duration.ofDays(1);
    T result = null;
    for (int run = 0; run < MOST_RUNS && least.compareTo(SECOND) > 0; run++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      result = command.get();
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      least = Duration.ofNanos(Math.min(least.toNanos(), after - before));
    }
    assertThat(least).isLessThanOrEqualTo(SECOND);
    return Objects.requireNonNull(result);
  }

  /** Compiles, and shows what was found. */
  private static Compilation told(Source source) {
    Compilation made = Compile.compile(source, new Bundle("/bundle", Bundle.Paths.ABSOLUTE));
    var render = new Render(made.sources().all(), Palette.PLAIN);
    made.diagnostics().stream()
        .limit(MOST_SHOWN)
        .forEach(found -> assertThat(render.text(found)).hasSizeLessThan(10_000));
    return made;
  }
}
