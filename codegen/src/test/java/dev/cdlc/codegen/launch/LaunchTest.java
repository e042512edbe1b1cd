package dev.cdlc.codegen.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.ElfReader;
import dev.cdlc.codegen.elf.Inspection;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.launch.LaunchHost.Started;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchTest {
  private static final String CACHE = "/home/a/.cache/cdlc";
  private static final String SOURCE = "/home/a/web.cdl";
  private static final Started WARM = new Started(false, "memory an executable [cdlc]", 0, "");
  private static final Started COLD = new Started(true, "memory an executable [cdlc]", 0, "");

  private final LaunchHost host = new LaunchHost();

  @Test
  void executesWithoutCompilerWhatWasCompiledBefore() {
    assertThat(host.start()).isEqualTo(COLD);
    assertThat(host.start()).isEqualTo(WARM);
    assertThat(host.file(host.only(CACHE)).modified).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void isAnExecutableForEveryMachine(Target target) {
    byte[] file = Codegen.generate(Launch.program("b"), target, new Note("b", "none", List.of()));

    assertThat(ElfReader.inspect(file)).isInstanceOf(Inspection.Executable.class);
    assertThat(file.length).isLessThan(20_000);
  }

  @Test
  void keepsItForTheCallerAlone() {
    host.start();

    assertThat(host.file("/home/a/.cache").permissions).isEqualTo(0700);
    assertThat(host.file(CACHE).permissions).isEqualTo(0700);
    assertThat(host.file(host.only(CACHE)).permissions).isEqualTo(0700);
    assertThat(host.only(CACHE)).matches(CACHE + "/[0-9a-f]{16}");
  }

  @Test
  void keepsTheWholeKey() {
    host.words.addAll(List.of("--set", "x=1", "--", "more"));
    host.start();

    assertThat(KeptKey.of(host.file(host.only(CACHE)).content))
        .contains(
            new KeptKey(1000, 1000, "build", "/home/a", List.of("run", "web.cdl", "--set", "x=1")));
  }

  @Test
  void passesArgumentsThatAreNoPartOfTheKey() {
    host.words.addAll(List.of("--", "one", "--", "-x"));
    assertThat(host.start().executed()).isEqualTo("memory an executable [cdlc, one, --, -x]");
    host.words.removeLast();
    assertThat(host.start())
        .isEqualTo(new Started(false, "memory an executable [cdlc, one, --]", 0, ""));
  }

  static Stream<Consumer<LaunchHost>> otherQuestions() {
    return Stream.of(
        host -> host.words.add("name"),
        host -> host.words.addAll(List.of("--set", "x=2")),
        host -> host.words.addAll(List.of("---", "--")),
        host -> host.words.set(1, "./web.cdl"),
        host -> host.folder = "/home",
        host -> host.group = 7,
        host -> host.build = "another");
  }

  @ParameterizedTest
  @MethodSource("otherQuestions")
  void takesNothingThatWasAskedForOtherwise(Consumer<LaunchHost> change) {
    host.start();
    change.accept(host);

    assertThat(host.start()).isEqualTo(COLD);
    assertThat(host.under(CACHE)).hasSize(2);
    assertThat(host.start()).isEqualTo(WARM);
  }

  @Test
  void takesNothingWithTheSameNameAndAnotherKey() {
    host.start();
    String name = host.only(CACHE);
    host.words.add("other");
    host.start();
    String other = host.under(CACHE).stream().filter(path -> !path.equals(name)).findFirst().get();
    host.file(name).content = host.file(other).content;
    host.words.removeLast();

    assertThat(host.start()).isEqualTo(COLD);
  }

  static Stream<Consumer<LaunchHost>> changes() {
    return Stream.of(
        host -> host.file(SOURCE).content = LaunchHost.bytes("longer"),
        host -> host.file(SOURCE).changed++,
        host -> host.file(SOURCE).changedNanoseconds++,
        host -> host.file(SOURCE).modified++,
        host -> host.file(SOURCE).modifiedNanoseconds++,
        host -> host.file(SOURCE).device++,
        host -> host.file(SOURCE).device += 0x100,
        host -> host.add(SOURCE, Node.REGULAR, 1000, 0644),
        host -> host.files.remove(SOURCE),
        host -> host.file("/home/a").type = Node.LINK,
        host -> host.file("/home/a/link").changed++,
        host -> host.file("/home/a/link").type = Node.FOLDER,
        host -> host.files.remove("/home/a/link"),
        host -> host.add("/home/a/project.cdl", Node.REGULAR, 1000, 0644),
        host -> host.files.remove("/home/a/there"),
        host -> host.file("/home/a/there").type = Node.LINK,
        host -> host.environment.set(1, "SET=another value"),
        host -> host.environment.set(1, "SET=val"),
        host -> host.environment.set(1, "SET=values"),
        host -> host.environment.removeLast(),
        host -> host.environment.add("UNSET="));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void compilesAnewWhereAnythingHasChanged(Consumer<LaunchHost> change) {
    host.environment.add("SET=value");
    host.add("/home/a/there", Node.FOLDER, 1000, 0755);
    Node link = host.add("/home/a/link", Node.LINK, 1000, 0777);
    host.seen =
        Optional.of(
            List.of(
                new Seen.Link("/home/a/link", link.state()),
                new Seen.File(SOURCE, host.file(SOURCE).state()),
                new Seen.Absent("/home/a/project.cdl"),
                new Seen.Present("/home/a/there"),
                new Seen.Variable("SET", Optional.of("value")),
                new Seen.Variable("UNSET", Optional.empty())));
    assertThat(host.start()).isEqualTo(COLD);
    assertThat(host.start()).isEqualTo(WARM);
    change.accept(host);

    assertThat(host.start().compiled()).isTrue();
  }

  static Stream<Consumer<Node>> damages() {
    return Stream.of(
        entry -> entry.content = new byte[0],
        entry -> entry.content = new byte[4096],
        entry -> entry.content = Arrays.copyOf(entry.content, entry.content.length - 1),
        entry -> entry.content = Arrays.copyOfRange(entry.content, 60, entry.content.length),
        entry -> flip(entry, SeenInputs.KEPT, -8),
        entry -> flip(entry, SeenInputs.MARK, -8),
        entry -> flip(entry, SeenInputs.MARK, 0));
  }

  /** Changes the highest byte of a number before or at a mark. */
  private static void flip(Node entry, long mark, int offset) {
    for (int at = entry.content.length - 8; ; at--) {
      if (longAt(entry.content, at) == mark) {
        entry.content[at + offset + 7] ^= (byte) 0x80;
        return;
      }
    }
  }

  private static long longAt(byte[] content, int at) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void compilesAnewWhereWhatIsKeptIsDamaged(Consumer<Node> damage) {
    host.seen = Optional.of(List.of(new Seen.File(SOURCE, host.file(SOURCE).state())));
    host.start();
    damage.accept(host.file(host.only(CACHE)));

    assertThat(host.start()).isEqualTo(COLD);
    assertThat(host.start()).isEqualTo(WARM);
  }

  static Stream<Consumer<Node>> tampering() {
    return Stream.of(
        entry -> entry.owner = 1001,
        entry -> entry.owner = 0,
        entry -> entry.permissions = 0720,
        entry -> entry.permissions = 0702,
        entry -> entry.names = 2,
        entry -> entry.type = Node.FIFO,
        entry -> entry.type = Node.LINK);
  }

  @ParameterizedTest
  @MethodSource("tampering")
  void runsNothingThatOthersMayHaveWritten(Consumer<Node> tamper) {
    host.start();
    String name = host.only(CACHE);
    tamper.accept(host.file(name));

    assertThat(host.start())
        .isEqualTo(
            new Started(
                true,
                "memory an executable [cdlc]",
                0,
                "cdlc: note: not run, since it is not a file of yours alone: "
                    + name
                    + "; 'cdlc cache clear' removes it\n"));
    assertThat(host.under(CACHE)).containsExactly(name);
  }
}
