package dev.cdlc.codegen.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.DeviceException.Access;
import dev.cdlc.plan.DeviceException.Numbered;
import dev.cdlc.plan.SupervisorAction.RestrictDevices;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program answers is what its exceptions say, for every use of every device. */
class DeviceProgramTest {
  private static final int NUMBERS = 4;
  private static final List<Access> ACCESS = List.of(Access.MKNOD, Access.READ, Access.WRITE);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 40})
  void answersAsTheExceptionsSay(int count) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<DeviceException> exceptions = new ArrayList<>();
      IntStream.range(0, count).forEach(_ -> exceptions.add(random(random)));
      check(new RestrictDevices(random.nextBoolean(), exceptions));
    }
  }

  @Test
  void isFilledInWithTheDevicesThatAreLookedUp() {
    var rest = random(new Random(1));
    var known = new DeviceException.Known("/dev/fuse", List.of(Access.READ, Access.WRITE));
    DeviceProgram program =
        DeviceProgram.of(new RestrictDevices(false, List.of(rest, known, rest)));
    assertThat(program.blanks()).extracting(DeviceProgram.Blank::path).containsExactly("/dev/fuse");
    ByteBuffer filled =
        ByteBuffer.wrap(EbpfInstruction.bytes(program.instructions()))
            .order(ByteOrder.LITTLE_ENDIAN);
    int at = program.blanks().getFirst().instruction() * 8 + 4;
    filled.putInt(at, DeviceProgram.CHARACTER).putInt(at + 8, 10).putInt(at + 16, 229);
    var interpreter = new EbpfInterpreter(filled.array());
    assertThat(interpreter.run(DeviceProgram.CHARACTER, 6, 10, 229)).isEqualTo(1);
    assertThat(interpreter.run(DeviceProgram.CHARACTER, 2, 10, 229)).isEqualTo(1);
    assertThat(interpreter.run(DeviceProgram.CHARACTER, 1, 10, 229)).isZero();
    assertThat(interpreter.run(DeviceProgram.CHARACTER, 6, 10, 228)).isZero();
    assertThat(interpreter.run(DeviceProgram.BLOCK, 6, 10, 229)).isZero();
  }

  private static void check(RestrictDevices action) {
    var program = new EbpfInterpreter(DeviceProgram.of(action).instructions());
    for (int type = DeviceProgram.BLOCK; type <= DeviceProgram.CHARACTER; type++) {
      for (int access = 1; access <= 7; access++) {
        for (int major = 0; major < NUMBERS; major++) {
          for (int minor = 0; minor < NUMBERS; minor++) {
            assertThat(program.run(type, access, major, minor) != 0)
                .as("%s: type %d, access %d, %d:%d", action, type, access, major, minor)
                .isEqualTo(allows(action, type, access, major, minor));
          }
        }
      }
    }
  }

  private static boolean allows(
      RestrictDevices action, int type, int access, int major, int minor) {
    boolean excepted =
        action.exceptions().stream()
            .map(Numbered.class::cast)
            .filter(
                some ->
                    (some.type() == DeviceException.Type.BLOCK) == (type == DeviceProgram.BLOCK))
            .filter(some -> some.major().orElse(major) == major)
            .filter(some -> some.minor().orElse(minor) == minor)
            .map(some -> some.access().stream().mapToInt(one -> 1 << ACCESS.indexOf(one)).sum())
            .anyMatch(bits -> action.allow() ? (access & bits) != 0 : (access & ~bits) == 0);
    return excepted != action.allow();
  }

  private static DeviceException random(Random random) {
    List<Access> access = new ArrayList<>();
    ACCESS.stream().filter(_ -> random.nextBoolean()).forEach(access::add);
    return new Numbered(
        random.nextBoolean() ? DeviceException.Type.BLOCK : DeviceException.Type.CHARACTER,
        number(random),
        number(random),
        access.isEmpty() ? ACCESS : access);
  }

  private static Optional<Integer> number(Random random) {
    return Optional.of(random.nextInt(NUMBERS)).filter(_ -> random.nextInt(3) > 0);
  }
}
