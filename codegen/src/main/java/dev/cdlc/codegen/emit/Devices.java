package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.devices.DeviceProgram;
import dev.cdlc.codegen.devices.EbpfInstruction;
import dev.cdlc.codegen.linux.Bpf;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.DetachDevicePrograms;
import dev.cdlc.codegen.routine.FormatInt;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.codegen.routine.WriteFile;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.DeviceException;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;

/** What the container may do with devices. */
final class Devices {
  private static final Cell MODE = new Cell("device_mode");
  private static final Cell REFUSAL = new Cell("device_refusal");
  private static final Cell FILE = new Cell("device_file");
  private static final Cell CURSOR = new Cell("device_cursor");
  private static final Cell PROGRAM = new Cell("device_program");

  /** {@code c 4294967295:4294967295 rwm}, and more. */
  private static final int LONGEST_RULE = 32;

  private static final int LOAD_BYTES = 24;
  private static final int ATTACH_BYTES = 16;

  private Devices() {}

  /** The cells that hold what was looked up of a host's device. */
  private record Known(String path) {
    /** As {@link DeviceProgram} numbers it. */
    Cell type() {
      return new Cell("device_type_" + path);
    }

    Cell major() {
      return new Cell("device_major_" + path);
    }

    Cell minor() {
      return new Cell("device_minor_" + path);
    }
  }

  static void lookUp(Lowering l, SupervisorAction.LookUpDevice action) {
    Sequence s = l.s();
    Known known = new Known(action.path());
    Operand buffer = l.data().buffer("statx", Stat.STATX_BYTES);
    int site = l.site(Fault.DEVICE, "cannot look up the device " + action.path());
    s.call(Syscall.STATX, Fcntl.AT_FDCWD, l.text(action.path()), value(0), Stat.STATX_TYPE, buffer)
        .orFail(site);
    s.load(MODE, Width.HALF, buffer, Stat.STX_MODE);
    s.compute(MODE, Operation.AND, Stat.S_IFMT);
    s.when(is(MODE, Stat.S_IFCHR), yes -> yes.move(known.type(), value(DeviceProgram.CHARACTER)));
    s.when(is(MODE, Stat.S_IFBLK), yes -> yes.move(known.type(), value(DeviceProgram.BLOCK)));
    s.when(
        is(known.type(), 0),
        no -> {
          no.move(REFUSAL, new Constant(-Errno.ENODEV.number(), "-ENODEV"));
          no.fail(REFUSAL);
        });
    s.load(known.major(), Width.WORD, buffer, Stat.STX_RDEV_MAJOR);
    s.load(known.minor(), Width.WORD, buffer, Stat.STX_RDEV_MINOR);
  }

  /** {@code named}: whether the source names the cgroup, which then may have been there before. */
  static void restrict(Lowering l, SupervisorAction.RestrictDevices action, boolean named) {
    int site = l.site(Fault.DEVICE, "cannot restrict the container's devices");
    l.s()
        .choose(
            isNot(Hierarchy.of(Controller.DEVICES).cgroup(), 0),
            v1 -> writeRules(l.in(v1), action, site),
            v2 -> {
              if (named) {
                detachEarlier(v2, site);
              }
              attachProgram(l.in(v2), action, site);
              if (named) {
                v2.move(DetachDevicePrograms.ATTACHED, value(1));
              }
            });
  }

  /** Each rule is a write of its own; see the kernel's cgroup-v1/devices.rst. */
  private static void writeRules(Lowering l, SupervisorAction.RestrictDevices action, int site) {
    Sequence s = l.s();
    Operand cgroup = value(Hierarchy.of(Controller.DEVICES).cgroup());
    String all = action.allow() ? "devices.allow" : "devices.deny";
    String some = action.allow() ? "devices.deny" : "devices.allow";
    WriteFile.call(s, cgroup, l.text(all), l.text("a"));
    s.note(site);
    s.when(failed(WriteFile.RESULT), refused -> refused.fail(WriteFile.RESULT));
    if (action.exceptions().isEmpty()) {
      return;
    }
    s.call(
            Syscall.OPENAT,
            cgroup,
            l.text(some),
            Flags.or(Fcntl.O_WRONLY, Fcntl.O_CLOEXEC),
            value(0))
        .into(FILE)
        .orFail(site);
    action.exceptions().forEach(exception -> writeRule(l, exception, site));
    s.call(Syscall.CLOSE, value(FILE)).orGoOn();
  }

  private static void writeRule(Lowering l, DeviceException exception, int site) {
    switch (exception) {
      case DeviceException.Numbered _ -> {
        Operand text = l.text(exception.text());
        l.call(Syscall.WRITE, value(FILE), text, value(exception.text().length())).orFail(site);
      }
      case DeviceException.Known(String path, _) ->
          writeKnown(l, new Known(path), exception.letters(), site);
    }
  }

  private static void writeKnown(Lowering l, Known known, String letters, int site) {
    Sequence s = l.s();
    Address rule = l.data().buffer("device_rule", LONGEST_RULE);
    s.move(CURSOR, rule);
    s.choose(
        is(known.type(), DeviceProgram.BLOCK), yes -> append(yes, "b "), no -> append(no, "c "));
    FormatInt.call(s, value(known.major()), CURSOR);
    append(s, ":");
    FormatInt.call(s, value(known.minor()), CURSOR);
    append(s, " " + letters);
    s.compute(CURSOR, Operation.SUBTRACT, rule);
    s.call(Syscall.WRITE, value(FILE), rule, value(CURSOR)).orFail(site);
  }

  private static void append(Sequence s, String text) {
    for (int i = 0; i < text.length(); i++) {
      s.store(Width.BYTE, value(CURSOR), value(i), value(text.charAt(i)));
    }
    s.compute(CURSOR, Operation.ADD, value(text.length()));
  }

  /** A container whose supervisor was killed has left its program in it. */
  private static void detachEarlier(Sequence s, int site) {
    s.note(site);
    s.when(
        is(Hierarchy.UNIFIED.firstMade(), 0),
        taken -> {
          DetachDevicePrograms.call(taken);
          taken.when(
              failed(DetachDevicePrograms.RESULT),
              refused -> refused.fail(DetachDevicePrograms.RESULT));
        });
  }

  /** The cgroup holds the program from then on, and takes it along. */
  private static void attachProgram(Lowering l, SupervisorAction.RestrictDevices action, int site) {
    Sequence s = l.s();
    DeviceProgram program = DeviceProgram.of(action);
    Address code =
        l.data()
            .variable(
                "device_program",
                List.of(Part.Bytes.of(EbpfInstruction.bytes(program.instructions()))));
    program.blanks().forEach(blank -> fillIn(s, code, blank));
    Address load = loading(l, program, code);
    s.call(Syscall.BPF, Bpf.BPF_PROG_LOAD, load, value(LOAD_BYTES)).into(PROGRAM).orFail(site);
    Address attach = attachment(l);
    s.store(Width.WORD, attach, value(0), value(Hierarchy.UNIFIED.cgroup()));
    s.store(Width.WORD, attach, value(Width.WORD.bytes()), value(PROGRAM));
    s.call(Syscall.BPF, Bpf.BPF_PROG_ATTACH, attach, value(ATTACH_BYTES)).orFail(site);
    s.call(Syscall.CLOSE, value(PROGRAM)).orGoOn();
  }

  private static void fillIn(Sequence s, Address code, DeviceProgram.Blank blank) {
    Known known = new Known(blank.path());
    int at = blank.instruction() * EbpfInstruction.LENGTH + EbpfInstruction.IMMEDIATE;
    for (Cell property : List.of(known.type(), known.major(), known.minor())) {
      s.store(Width.WORD, code, value(at), value(property));
      at += EbpfInstruction.LENGTH;
    }
  }

  /** The first members of the {@code union bpf_attr} of BPF_PROG_LOAD; the license is none. */
  private static Address loading(Lowering l, DeviceProgram program, Address code) {
    return l.data()
        .constant(
            new Part.Field("prog_type", Width.WORD, Bpf.BPF_PROG_TYPE_CGROUP_DEVICE),
            new Part.Field("insn_cnt", Width.WORD, number(program.instructions().size())),
            Data.pointer(code),
            Data.pointer(l.text("")));
  }

  /** The same of BPF_PROG_ATTACH: the fds of cgroup and program are still to be put in. */
  private static Address attachment(Lowering l) {
    return l.data()
        .variable(
            "device_attachment",
            List.of(
                new Part.Zero(2 * Width.WORD.bytes()),
                new Part.Field("attach_type", Width.WORD, Bpf.BPF_CGROUP_DEVICE),
                new Part.Field("attach_flags", Width.WORD, Bpf.BPF_F_ALLOW_MULTI)));
  }

  private static Constant number(int value) {
    return new Constant(value, "");
  }
}
