package dev.cdlc.codegen.devices;

import dev.cdlc.codegen.devices.EbpfInstruction.Operation;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.DeviceException.Access;
import dev.cdlc.plan.SupervisorAction.RestrictDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of BPF_PROG_TYPE_CGROUP_DEVICE, which the kernel asks for every use of a device: 1 lets
 * it be, 0 makes it EPERM. Source: {@code struct bpf_cgroup_dev_ctx} of linux/bpf.h.
 *
 * @param blanks what the looked-up devices are still to be filled into
 */
public record DeviceProgram(List<EbpfInstruction> instructions, List<Blank> blanks) {
  /** BPF_DEVCG_DEV_BLOCK. */
  public static final int BLOCK = 1;

  /** BPF_DEVCG_DEV_CHAR. */
  public static final int CHARACTER = 2;

  private static final int RESULT = 0;
  private static final int CONTEXT = 1;
  private static final int TYPE = 2;
  private static final int ACCESS = 3;
  private static final int MAJOR = 4;
  private static final int MINOR = 5;

  /** All of BPF_DEVCG_ACC_*. */
  private static final int ALL = 7;

  public DeviceProgram {
    instructions = List.copyOf(instructions);
    blanks = List.copyOf(blanks);
  }

  /** Three instructions, whose immediates are type, major and minor of the device at a path. */
  public record Blank(int instruction, String path) {}

  /** The program for these restrictions. */
  public static DeviceProgram of(RestrictDevices action) {
    List<EbpfInstruction> program = new ArrayList<>(readContext());
    List<Blank> blanks = new ArrayList<>();
    for (DeviceException exception : action.exceptions()) {
      if (exception instanceof DeviceException.Known(String path, _)) {
        blanks.add(new Blank(program.size(), path));
      }
      program.addAll(exception(exception, action.allow()));
    }
    program.addAll(answer(action.allow()));
    return new DeviceProgram(program, blanks);
  }

  /** {@code access_type} has the access above the type, of 16 bits each. */
  private static List<EbpfInstruction> readContext() {
    return List.of(
        EbpfInstruction.load(TYPE, CONTEXT, 0),
        EbpfInstruction.move(ACCESS, TYPE),
        EbpfInstruction.of(Operation.SHIFT_RIGHT, ACCESS, 16),
        EbpfInstruction.of(Operation.AND, TYPE, 0xffff),
        EbpfInstruction.load(MAJOR, CONTEXT, 4),
        EbpfInstruction.load(MINOR, CONTEXT, 8));
  }

  /** The other answer, unless one of the tests leads past it. */
  private static List<EbpfInstruction> exception(DeviceException exception, boolean allow) {
    List<EbpfInstruction> block = new ArrayList<>(device(exception));
    block.addAll(access(exception, allow));
    block.addAll(answer(!allow));
    for (int i = 0; i < block.size(); i++) {
      EbpfInstruction instruction = block.get(i);
      if (instruction.jumps()) {
        block.set(i, instruction.over(block.size() - i - 1));
      }
    }
    return block;
  }

  private static List<EbpfInstruction> device(DeviceException exception) {
    return switch (exception) {
      case DeviceException.Known _ -> List.of(test(TYPE, 0), test(MAJOR, 0), test(MINOR, 0));
      case DeviceException.Numbered(var type, var major, var minor, _) ->
          Stream.of(
                  Stream.of(test(TYPE, number(type))),
                  major.stream().map(number -> test(MAJOR, number)),
                  minor.stream().map(number -> test(MINOR, number)))
              .flatMap(tests -> tests)
              .toList();
    };
  }

  private static EbpfInstruction test(int register, int value) {
    return EbpfInstruction.of(Operation.JUMP_IF_NOT_EQUAL, register, value);
  }

  private static int number(DeviceException.Type type) {
    return switch (type) {
      case CHARACTER -> CHARACTER;
      case BLOCK -> BLOCK;
    };
  }

  /** All that is asked for must be allowed; any of it may be forbidden. */
  private static List<EbpfInstruction> access(DeviceException exception, boolean allow) {
    int excepted = exception.access().stream().mapToInt(DeviceProgram::bit).sum();
    if (excepted == ALL) {
      return List.of();
    }
    Operation passes = allow ? Operation.JUMP_IF_EQUAL : Operation.JUMP_IF_NOT_EQUAL;
    return List.of(
        EbpfInstruction.move(RESULT, ACCESS),
        EbpfInstruction.of(Operation.AND, RESULT, allow ? excepted : ALL & ~excepted),
        EbpfInstruction.of(passes, RESULT, 0));
  }

  /** BPF_DEVCG_ACC_*. */
  private static int bit(Access access) {
    return switch (access) {
      case MKNOD -> 1;
      case READ -> 2;
      case WRITE -> 4;
    };
  }

  private static List<EbpfInstruction> answer(boolean allow) {
    return List.of(
        EbpfInstruction.of(Operation.MOVE_IMMEDIATE, RESULT, allow ? 1 : 0),
        EbpfInstruction.exit());
  }
}
