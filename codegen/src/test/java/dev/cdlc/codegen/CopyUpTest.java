package dev.cdlc.codegen;

import static dev.cdlc.codegen.sequence.Values.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.ElfWriter;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.Autopsy;
import dev.cdlc.codegen.routine.CopyUp;
import dev.cdlc.codegen.routine.ExitStatuses;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.Library;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder is copied to another, by each machine that executables are made for. */
class CopyUpTest {
  private static final Cell SOURCE = new Cell("test_source");
  private static final Cell COPY = new Cell("test_copy");
  private static final Cell STATUS = new Cell("test_status");
  private static final Execution.Outcome DONE = new Execution.Outcome(0, "");
  private static final int DEEPEST = 64;

  @TempDir private Path folder = Path.of("/");
  private Path source = Path.of("/");
  private Path copy = Path.of("/");

  @BeforeEach
  void makeFolders() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    copy = Files.createDirectory(folder.resolve("copy"));
  }

  @ParameterizedTest
  @EnumSource
  void copiesFilesFoldersAndLinksWithTheirModes(Target target) throws Exception {
    Execution.assumeOpenat2Possible(target);
    write("file", "content\n", 0640);
    write("empty", "", 0400);
    write("set-user-id", "x", 06755);
    write(".hidden", "h", 0600);
    write("..two", "dots", 0600);
    write("large", "0123456789".repeat(100_000), 0444);
    write("a/b/c", "deep\n", 0666);
    write("a/b/d", "deep, too\n", 0622);
    write("a/e", "behind b\n", 0600);
    mode("a/b", 01777);
    mode("a", 02711);
    Files.createSymbolicLink(source.resolve("link"), Path.of("/no/such"));
    Files.createSymbolicLink(source.resolve("a/up"), Path.of("../file"));
    mode("", 01733);
    assertThat(run(target, true)).isEqualTo(DONE);
    assertThat(tree(copy)).isEqualTo(tree(source)).hasSize(14);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheModeOfTheFolderItselfUnlessAsked(Target target) throws Exception {
    mode("", 0700);
    Files.setAttribute(copy, "unix:mode", 0711);
    assertThat(run(target, false)).isEqualTo(DONE);
    assertThat(Files.getAttribute(copy, "unix:mode")).isEqualTo(040711);
  }

  /** So many that several calls read them, with folders among them that are gone into. */
  @ParameterizedTest
  @EnumSource
  void goesOnWhereItWasWhenItComesUpFromAFolder(Target target) throws Exception {
    Execution.assumeOpenat2Possible(target);
    for (int i = 0; i < 300; i++) {
      write("a-name-that-takes-some-room-" + i, "" + i, 0600);
      write("folder-%d/below-%d/file".formatted(i % 60, i % 7), "" + i, 0600);
    }
    assertThat(run(target, true)).isEqualTo(DONE);
    assertThat(tree(copy)).isEqualTo(tree(source));
  }

  @ParameterizedTest
  @EnumSource
  void copiesNamedPipesAndWaitsForNone(Target target) throws Exception {
    Path pipe = source.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", "-m", "0640", pipe.toString()).start().waitFor())
        .isZero();
    assertThat(run(target, true)).isEqualTo(DONE);
    assertThat(Files.getAttribute(copy.resolve("pipe"), "unix:mode")).isEqualTo(010640);
  }

  @ParameterizedTest
  @EnumSource
  void goesDownAsFarAsItSays(Target target) throws Exception {
    Execution.assumeOpenat2Possible(target);
    write("d/".repeat(DEEPEST) + "file", "deepest", 0600);
    assertThat(run(target, true)).isEqualTo(DONE);
    assertThat(copy.resolve("d/".repeat(DEEPEST) + "file")).hasContent("deepest");
  }

  @ParameterizedTest
  @EnumSource
  void refusesFoldersThatLieDeeper(Target target) throws Exception {
    Execution.assumeOpenat2Possible(target);
    Files.createDirectories(source.resolve("d/".repeat(DEEPEST + 1)));
    assertThat(run(target, true)).isEqualTo(failure(Errno.ENAMETOOLONG));
  }

  @ParameterizedTest
  @EnumSource
  void overwritesNothing(Target target) throws Exception {
    Execution.assumeOpenat2Possible(target);
    write("file", "new", 0600);
    Files.writeString(copy.resolve("file"), "old");
    assertThat(run(target, true)).isEqualTo(failure(Errno.EEXIST));
    assertThat(copy.resolve("file")).hasContent("old");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoFolder(Target target) throws Exception {
    Files.delete(source);
    Files.writeString(source, "a file");
    assertThat(run(target, true)).isEqualTo(failure(Errno.ENOTDIR));
  }

  @Test
  void copiesNothingOfWhatIsExchangedBeforeItIsOpened() {
    int file = 0100644;
    int folder = 040755;
    int pipe = 010644;
    assertThat(interpret(new ExchangedFile(file, pipe)).status()).isEqualTo(Errno.ESTALE.number());
    assertThat(interpret(new ExchangedFile(folder, file)).status())
        .isEqualTo(Errno.ESTALE.number());
    assertThat(interpret(new ExchangedFile(file, pipe)).calls())
        .endsWith(Syscall.STATX, Syscall.OPENAT2, Syscall.STATX, Syscall.EXIT_GROUP);
  }

  private ExchangedFile interpret(ExchangedFile kernel) {
    Program program = Trim.trim(program(Target.X86_64, false));
    Layout layout = Layout.of(program, new ElfWriter(Target.X86_64, Execution.NOTE).headerSize());
    Interpreter.run(program, layout, new InitialStack(List.of(), List.of()), kernel);
    return kernel;
  }

  private static Execution.Outcome failure(Errno errno) {
    return new Execution.Outcome(errno.number(), "");
  }

  private void write(String path, String content, int mode) throws IOException {
    Path file = source.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    mode(path, mode);
  }

  private void mode(String path, int mode) throws IOException {
    Files.setAttribute(source.resolve(path), "unix:mode", mode);
  }

  /** Each file's mode, and what is in it. */
  private static Map<String, String> tree(Path top) throws IOException {
    var tree = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.toList()) {
        String mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS).toString();
        tree.put(top.relativize(file).toString(), mode + " " + content(file));
      }
    }
    return tree;
  }

  private static String content(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return Files.readSymbolicLink(file).toString();
    }
    return Files.isDirectory(file) ? "" : digest(Files.readString(file));
  }

  /** What is long is not shown when it differs. */
  private static String digest(String text) {
    return text.length() < 100 ? text : text.length() + " characters, hash " + text.hashCode();
  }

  private Execution.Outcome run(Target target, boolean keepsMode) throws Exception {
    Execution.assumePossible(target);
    return Execution.run(program(target, keepsMode), target, folder);
  }

  private Program program(Target target, boolean keepsMode) {
    Data data = new Data();
    Sequence s = Sequence.ofRoutine();
    open(s, data, source, SOURCE);
    open(s, data, copy, COPY);
    CopyUp.call(s, SOURCE, COPY, keepsMode);
    s.call(Syscall.EXIT_GROUP, value(0)).orGoOn();
    return new Program("test", s.instructions(), routines(data, target), data.all());
  }

  private static List<Routine> routines(Data data, Target target) {
    Stream<Routine> library =
        Library.routines(
            data,
            target.number(),
            Hierarchy.used(List.of()),
            false,
            Optional.empty(),
            Autopsy.NONE,
            Optional.empty(),
            ExitStatuses.OF_SHELLS)
            .stream();
    return Stream.concat(
            library.filter(routine -> !routine.name().equals(Variables.FAIL)), Stream.of(fail()))
        .toList();
  }

  /** Where no container is to be undone, the errno is the exit status. */
  private static Routine fail() {
    Sequence s = Sequence.ofRoutine();
    s.move(STATUS, value(0));
    s.compute(STATUS, Operation.SUBTRACT, value(OnError.ERRNO));
    s.call(Syscall.EXIT_GROUP, value(STATUS)).orGoOn();
    return new Routine(Variables.FAIL, s.instructions());
  }

  private static void open(Sequence s, Data data, Path path, Cell fd) {
    s.call(
            Syscall.OPENAT,
            Fcntl.AT_FDCWD,
            data.text(path.toString()),
            Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC),
            value(0))
        .into(fd)
        .orFail();
  }
}
