package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command prints and writes for good sources. */
final class CommandsTest {
  private static final String ONE = "container one < root host; run /bin/echo hello >\n";
  private static final String TWO = "container two < root ./r; run /bin/true >\n";

  @TempDir private Path folder;
  private Path one;
  private Path both;

  @BeforeEach
  void sources() throws IOException {
    one = Files.writeString(folder.resolve("one.cdl"), ONE);
    both = Files.writeString(folder.resolve("both.cdl"), ONE + TWO);
  }

  @Test
  void cleanValidateSaysNothingOnStandardError() {
    assertThat(Invocation.of("validate", one.toString(), both.toString()))
        .isEqualTo(new Invocation(0, "2 files checked, nothing found\n", ""));
  }

  @Test
  void validateWalksFoldersButNotHiddenOnes() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(below.resolve("three.cdl"), "container three <");
    Files.writeString(below.resolve("other.txt"), "not CDL");
    Path hidden = Files.createDirectory(folder.resolve(".hidden"));
    Files.writeString(hidden.resolve("four.cdl"), "container four <");
    var validate = Invocation.of("validate", folder.toString());
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.err()).contains(below + "/three.cdl:1:").endsWith("1 error in 3 files\n");
  }

  @Test
  void validateTakesEachFileOnce() {
    assertThat(Invocation.of("validate", one.toString(), one.toString()).out())
        .isEqualTo("1 file checked, nothing found\n");
  }

  @Test
  void validateSortsByFileThenPlace() throws IOException {
    Path faulty = Files.writeString(folder.resolve("a.cdl"), "zzz 1;\nyyy 2;\n");
    Path later = Files.writeString(folder.resolve("b.cdl"), "xxx 3;\n");
    assertThat(Invocation.of("validate", later.toString(), faulty.toString()).err())
        .containsSubsequence("a.cdl:1:1", "a.cdl:2:1", "b.cdl:1:1", "3 errors in 2 files");
  }

  @Test
  void validateTellsOfManyFilesInTheOrderOfTheirNames() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 100; i < 200; i++) {
      Files.writeString(many.resolve(i + ".cdl"), "xxx;\n");
    }
    var validate = Invocation.of("validate", many.toString());
    assertThat(validate.err().lines().filter(line -> line.contains("-->"))).hasSize(100).isSorted();
    assertThat(validate.err()).endsWith("100 errors in 100 files\n");
  }

  @Test
  void validateTellsOnceOfWhatManyFilesInclude() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    Files.writeString(many.resolve("shared.cdl"), "xxx;\n");
    for (int i = 100; i < 120; i++) {
      Files.writeString(
          many.resolve(i + ".cdl"), "include ./shared.cdl;\ncontainer one < root r; run x >");
    }
    assertThat(Invocation.of("validate", many.toString()).err())
        .containsOnlyOnce("no statement `xxx`")
        .endsWith("1 error in 21 files\n");
  }

  @Test
  void validateReadsStandardInput() {
    var validate = Invocation.of(Map.of(), "container one < root r; ruun x >", "validate", "-");
    assertThat(validate.status()).isEqualTo(1);
    assertThat(validate.err()).contains("--> <stdin>:1:25");
  }

  @Test
  void validateGoesOnAfterFileItCannotRead() {
    assertThat(Invocation.of("validate", "nowhere.cdl", one.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "1 file checked, nothing found\n",
                "cdlc: cannot read nowhere.cdl: no such file or folder\n"));
  }

  @Test
  void validateOfFolderWithoutSourcesIsAnError() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Invocation.of("validate", empty.toString()))
        .isEqualTo(new Invocation(2, "", "cdlc: %s holds no .cdl file\n".formatted(empty)));
  }

  @Test
  void colorIsForTerminalsUnlessAsked() throws IOException {
    String faulty = Files.writeString(folder.resolve("a.cdl"), "zzz 1;\n").toString();
    String escape = "\u001b[";
    assertThat(Invocation.of("validate", faulty).err()).doesNotContain(escape);
    assertThat(Invocation.of("validate", "--color=always", faulty).err()).contains(escape);
    assertThat(Invocation.onTerminal(Map.of(), "validate", faulty).err()).contains(escape);
    assertThat(Invocation.onTerminal(Map.of("NO_COLOR", "1"), "validate", faulty).err())
        .doesNotContain(escape);
    assertThat(Invocation.onTerminal(Map.of("TERM", "dumb"), "validate", faulty).err())
        .doesNotContain(escape);
    assertThat(Invocation.onTerminal(Map.of(), "validate", "--color", "never", faulty).err())
        .doesNotContain(escape);
  }

  @Test
  void colorTakesThreeWords() {
    assertThat(Invocation.of("validate", "--color=blue", one.toString()))
        .isEqualTo(
            new Invocation(2, "", "cdlc: --color takes auto, always or never, not 'blue'\n"));
  }

  @Test
  void compilePrintsTheConfigOfOneContainer() {
    var compile = Invocation.of("compile", one.toString());
    assertThat(compile.status()).isZero();
    assertThat(compile.err()).isEmpty();
    assertThat(compile.out()).startsWith("{\n  \"ociVersion\": ").endsWith("}\n");
  }

  @Test
  void printedConfigHasThePathsOfTheSource() throws IOException {
    Path seed =
        Files.writeString(
            folder.resolve("seed.cdl"),
            "container web < ns pid, uts; cpu 50%; cap drop SYS_TIME; root ./my_container >");
    assertThat(Invocation.of("compile", seed.toString()).out())
        .contains("\"path\": \"my_container\"", "\"quota\": 50000", "\"hostname\": \"web\"")
        .doesNotContain("SYS_TIME");
  }

  @Test
  void compileWritesBundleForEachOfSeveral() {
    Path bundles = folder.resolve("out");
    assertThat(Invocation.of("compile", both.toString(), "-o", bundles.toString()))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(bundles.resolve("one/config.json")).content().contains("\"hello\"");
    assertThat(bundles.resolve("two/config.json"))
        .content()
        .contains("\"path\": \"" + folder.resolve("r") + "\"");
  }

  @Test
  void compileOfSeveralNeedsFolder() {
    assertThat(Invocation.of("compile", both.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: %s has 2 containers, each with its own config.json
                  help: give a folder for them: -o DIR
                """
                    .formatted(both)));
  }

  @Test
  void planPrintsTheStepsOfTheNamedContainer() {
    var plan = Invocation.of("plan", both.toString(), "two");
    assertThat(plan.status()).isZero();
    assertThat(plan.out())
        .startsWith("supervisor    1  seal the executable")
        .contains("execute /bin/true");
  }

  @Test
  void planPrintsJson() {
    assertThat(Invocation.of("plan", one.toString(), "--json").out())
        .startsWith("{\n  \"version\": 1,\n  \"container\": \"one\",");
  }

  @Test
  void planPrintsSystemCalls() {
    assertThat(Invocation.of("plan", one.toString(), "--syscalls").out())
        .startsWith("supervisor:\n")
        .contains("clone3(", "execve(");
  }

  @Test
  void planIsPrintedInOneWay() {
    assertThat(Invocation.of("plan", one.toString(), "--json", "--syscalls"))
        .isEqualTo(new Invocation(2, "", "cdlc: --json and --syscalls exclude each other\n"));
  }

  @Test
  void severalContainersNeedName() {
    assertThat(Invocation.of("plan", both.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "",
                "cdlc: %s has 2 containers\n  help: name one of them after the file: one, two\n"
                    .formatted(both)));
  }

  @Test
  void wrongNameGetsSuggestion() {
    assertThat(Invocation.of("plan", both.toString(), "tow").err())
        .isEqualTo(
            "cdlc: %s has no container 'tow'\n  help: did you mean 'two'?\n".formatted(both));
    assertThat(Invocation.of("plan", both.toString(), "database").err())
        .endsWith("\n  help: it has one, two\n");
  }

  @Test
  void buildWritesTheSameBytesAgain() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Invocation.of("build", one.toString(), "-o", first.toString());
    Invocation.of("build", one.toString(), "-o", second.toString());
    assertThat(first).isExecutable().hasSameBinaryContentAs(second);
  }

  @Test
  void buildReplacesWhatIsThere() throws IOException {
    Path output = Files.writeString(folder.resolve("out"), "old");
    assertThat(Invocation.of("build", one.toString(), "-o", output.toString()).status()).isZero();
    assertThat(output).isExecutable();
    assertThat(Files.size(output)).isGreaterThan(1000);
    assertThat(folder).isDirectoryNotContaining("glob:**.new-*");
  }

  @Test
  void buildNeedsPlaceToWrite() {
    assertThat(Invocation.of("build", one.toString()))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: build needs the name of the file to write
                  help: add it: -o EXECUTABLE
                """));
  }

  @Test
  void buildIntoMissingFolderIsAnError() {
    Path output = folder.resolve("no/where");
    assertThat(Invocation.of("build", one.toString(), "-o", output.toString()))
        .isEqualTo(
            new Invocation(
                2, "", "cdlc: cannot write %s: no such file or folder\n".formatted(output)));
  }

  @ParameterizedTest
  @CsvSource({"x86_64,x86_64", "aarch64,aarch64", "amd64,x86_64", "arm64,aarch64"})
  void buildMakesExecutablesForOtherMachines(String target, String machine) {
    String output = folder.resolve("out").toString();
    assertThat(Invocation.of("build", one.toString(), "-o", output, "--target", target))
        .isEqualTo(new Invocation(0, "", ""));
    assertThat(Invocation.of("inspect", output).out())
        .startsWith("%s: a container for %s, ".formatted(output, machine));
  }

  @Test
  void buildForThisMachineIsWhatUnsaidMeans() throws CommandException {
    Path unsaid = folder.resolve("unsaid");
    Path said = folder.resolve("said");
    String target = Targets.ofHost().machineName();
    Invocation.of("build", one.toString(), "-o", unsaid.toString());
    Invocation.of("build", one.toString(), "-o", said.toString(), "--target", target);
    assertThat(unsaid).hasSameBinaryContentAs(said);
  }

  @Test
  void buildForUnknownMachineIsAnError() {
    assertThat(Invocation.of("build", one.toString(), "-o", "out", "--target", "riscv64"))
        .isEqualTo(
            new Invocation(2, "", "cdlc: --target takes x86_64 or aarch64, not 'riscv64'\n"));
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> Targets.of("riscv64"))
        .withMessage("cdlc makes executables for x86_64 or aarch64, not for this machine, riscv64");
  }

  @Test
  void inspectTellsWhatBuildWrote() {
    Path output = folder.resolve("out");
    Invocation.of("build", one.toString(), "-o", output.toString());
    assertThat(Invocation.of("inspect", output.toString()).out())
        .startsWith(output + ": a container for ")
        .contains("\n  built by  cdlc ", "\n  plan      sha256:", " r-x ", " rw- ", " r-- ")
        .containsPattern("\n  from      " + one + " \\(sha256:[0-9a-f]{64}\\)\n");
  }

  @Test
  void inspectOfAnotherFileIsAnError() {
    assertThat(Invocation.of("inspect", one.toString()))
        .isEqualTo(
            new Invocation(2, "", "cdlc: %s is not a 64-bit ELF executable\n".formatted(one)));
  }

  @Test
  void explainPrintsPagesOnCodesAndStatements() {
    assertThat(Invocation.of("explain", "cdl1001").out()).startsWith("# CDL1001: ");
    assertThat(Invocation.of("explain", "cap", "drop").out()).startsWith("cap drop ");
  }

  @Test
  void explainListsWhatItKnows() {
    assertThat(Invocation.of("explain").out())
        .startsWith("Statements:\n  cdl ")
        .contains("\nCodes of messages:\n  CDL0101  ");
  }

  @ParameterizedTest
  @CsvSource({
    "cpuu, cpu",
    "cpu limt, cpu limit",
    "duratoin, duration",
    "CDL104, CDL0104",
    "CAP_SYS_ADMN, CAP_SYS_ADMIN",
    "SYS_ADMNI, SYS_ADMIN",
    "@file-io, file-io",
    "openta, openat",
    "profile hardend, profile hardened"
  })
  void explainOfAMisspeltTopicNamesTheOneThatIsMeant(String topic, String meant) {
    assertThat(Invocation.of("explain", topic).err())
        .isEqualTo(
            "cdlc: there is no page on '%s'\n  help: did you mean '%s'?\n".formatted(topic, meant));
    assertThat(Invocation.of("explain", meant).status()).isZero();
  }

  @Test
  void explainOfUnknownTopicGetsSuggestion() {
    assertThat(Invocation.of("explain", "memroy"))
        .isEqualTo(
            new Invocation(
                2,
                "",
                """
                cdlc: there is no page on 'memroy'
                  help: did you mean 'memory'?
                """));
    assertThat(Invocation.of("explain", "xylophone").err())
        .endsWith("\n  help: 'cdlc explain' lists what there is\n");
  }

  @Test
  void runWritesTheExecutableForItsLauncher() throws IOException {
    Path executable = Files.createFile(folder.resolve("executable"));
    var run =
        Invocation.of(
            Map.of("CDLC_EXECUTABLE", executable.toString()),
            "",
            "run",
            both.toString(),
            "two",
            "--",
            "-x",
            "--color");
    assertThat(run).isEqualTo(new Invocation(0, "", ""));
    assertThat(Files.size(executable)).isGreaterThan(1000);
  }

  @Test
  void runTellsWhatItSawWhereTheExecutableMayBeKept() throws IOException {
    Path source = Path.of("../examples/hello.cdl");

    assertThat(mark(source.toString(), Map.of())).isNotEqualTo("cdlcseen");
    assertThat(mark(source.toString(), Map.of("CDLC_CACHE", folder.toString())))
        .isEqualTo("cdlcseen");
    // changed a moment ago
    assertThat(mark(one.toString(), Map.of("CDLC_CACHE", folder.toString())))
        .isNotEqualTo("cdlcseen");
    assertThat(mark("-", Map.of("CDLC_CACHE", folder.toString()))).isNotEqualTo("cdlcseen");
  }

  private String mark(String source, Map<String, String> environment) throws IOException {
    Path executable = Files.write(folder.resolve("executable"), new byte[0]);
    var all = new HashMap<>(environment);
    all.put("CDLC_EXECUTABLE", executable.toString());
    assertThat(Invocation.of(all, ONE, "run", source).err()).isEmpty();
    byte[] written = Files.readAllBytes(executable);
    return new String(written, written.length - 8, 8, StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatFollowsTheDelimiterIsNoNameOfContainer() {
    var run =
        Invocation.of(
            Map.of("CDLC_EXECUTABLE", "/dev/null"), "", "run", one.toString(), "--", "two");
    assertThat(run).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void runWithoutFileIsStoppedWith125() {
    assertThat(Invocation.of("run", "--", "x"))
        .isEqualTo(
            new Invocation(
                125, "", "cdlc: run: no FILE is given\n  help: try 'cdlc run --help'\n"));
    assertThat(Invocation.of("run", "--colr", "x").status()).isEqualTo(125);
  }

  @Test
  void runNeedsItsLauncher() {
    assertThat(Invocation.of("run", one.toString()))
        .isEqualTo(
            new Invocation(
                125, "", "cdlc: run works only when it is started by the script bin/cdlc\n"));
  }
}
