package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Parameter;
import dev.cdlc.codegen.program.Syscall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A call that an interpreted process makes, with all its arguments known. */
record ConcreteCall(Syscall syscall, List<Long> arguments, Memory memory) {
  /** A field of a structure: where strace(1) shows a name, what the kernel reads. */
  private record Field(String name, int offset, Width width) {}

  /** Of linux/sched/types.h. */
  private static final List<Field> SCHED_ATTR =
      List.of(
          new Field("size", 0, Width.WORD),
          new Field("sched_policy", 4, Width.WORD),
          new Field("sched_flags", 8, Width.DOUBLE),
          new Field("sched_nice", 16, Width.WORD),
          new Field("sched_priority", 20, Width.WORD),
          new Field("sched_runtime", 24, Width.DOUBLE),
          new Field("sched_deadline", 32, Width.DOUBLE),
          new Field("sched_period", 40, Width.DOUBLE));

  /** Fails unless the log has the same call, as far as it shows the arguments. */
  void check(TracedCall traced) {
    if (!syscall.kernelName().equals(traced.name())) {
      throw difference(traced, "name");
    }
    for (int index = 0; index < traced.arguments().size(); index++) {
      Parameter parameter = syscall.parameters().get(index);
      if (!matches(index, parameter.kind(), traced.arguments().get(index))) {
        throw difference(traced, parameter.name());
      }
    }
  }

  private AssertionError difference(TracedCall traced, String what) {
    return new AssertionError(
        "%s differs: interpreted %s%s, line %d of the log %s"
            .formatted(what, syscall.kernelName(), arguments, traced.line(), traced.text()));
  }

  private boolean matches(int index, Parameter.Kind kind, Value traced) {
    long argument = arguments.get(index);
    return switch (kind) {
      case DESCRIPTOR, PROCESS, NUMBER -> isNumber(argument, traced);
      case STRING -> isString(argument, traced);
      case BYTES -> isBytes(argument, arguments.get(index + 1), traced);
      case STRINGS -> areStrings(argument, traced);
      case STRUCTURE -> areStructures(argument, traced);
      case OUTPUT -> (argument == 0) == traced.equals(new Value.Other("NULL"));
    };
  }

  private static boolean isNumber(long argument, Value traced) {
    return switch (traced) {
      case Value.Numeral(long value) -> value == argument || (int) value == (int) argument;
      case Value.Other(String text) -> !text.equals("NULL") || argument == 0;
      case Value.Text _, Value.Structure _, Value.Sequence _ -> true;
    };
  }

  private boolean isString(long address, Value traced) {
    return traced instanceof Value.Text(String text, _)
        ? latin(memory.readString(address)).equals(text)
        : address == 0 || !(traced instanceof Value.Other);
  }

  private boolean isBytes(long address, long length, Value traced) {
    return traced instanceof Value.Text(String text, _)
        && latin(memory.read(address, Math.toIntExact(length))).equals(text);
  }

  private boolean areStrings(long list, Value traced) {
    if (!(traced instanceof Value.Sequence(List<Value> elements))) {
      return true;
    }
    for (int index = 0; index < elements.size(); index++) {
      long pointer = memory.load(list + (long) index * Long.BYTES, Width.DOUBLE);
      if (!isString(pointer, elements.get(index))) {
        return false;
      }
    }
    return memory.load(list + (long) elements.size() * Long.BYTES, Width.DOUBLE) == 0;
  }

  private boolean areStructures(long address, Value traced) {
    return switch (traced) {
      case Value.Structure structure -> isStructure(address, structure);
      case Value.Sequence(List<Value> elements) -> {
        long next = address;
        boolean same = true;
        for (Value element : elements) {
          same &= !(element instanceof Value.Structure each) || isStructure(next, each);
          next += stride();
        }
        yield same;
      }
      case Value.Numeral _, Value.Text _, Value.Other _ -> true;
    };
  }

  private boolean isStructure(long address, Value.Structure traced) {
    return fields().stream()
        .allMatch(
            field ->
                Optional.ofNullable(traced.fields().get(field.name()))
                    .map(value -> isField(address, field, value))
                    .orElse(true));
  }

  private boolean isField(long address, Field field, Value traced) {
    long value = memory.load(address + field.offset(), field.width());
    return traced instanceof Value.Text(String text, _)
        ? latin(memory.read(value, text.length())).equals(text)
        : isNumber(value, traced);
  }

  /** Of the structures whose fields strace(1) shows, as the kernel's headers lay them out. */
  private List<Field> fields() {
    if (syscall == Syscall.OPENAT2) {
      return doubles("flags", "mode", "resolve");
    }
    if (syscall == Syscall.MOUNT_SETATTR) {
      return doubles("attr_set", "attr_clr", "propagation", "userns_fd");
    }
    if (syscall == Syscall.NANOSLEEP) {
      return doubles("tv_sec", "tv_nsec");
    }
    if (syscall == Syscall.WRITEV) {
      return doubles("iov_base", "iov_len");
    }
    if (syscall == Syscall.CLONE3) {
      return doubles(
          "flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size");
    }
    if (syscall == Syscall.PRLIMIT64) {
      return doubles("rlim_cur", "rlim_max");
    }
    if (syscall == Syscall.SCHED_SETATTR) {
      return SCHED_ATTR;
    }
    if (syscall == Syscall.LANDLOCK_CREATE_RULESET) {
      return doubles("handled_access_fs");
    }
    if (syscall == Syscall.LANDLOCK_ADD_RULE) {
      return List.of(
          new Field("allowed_access", 0, Width.DOUBLE), new Field("parent_fd", 8, Width.WORD));
    }
    if (syscall == Syscall.IOCTL) {
      return List.of(new Field("ifr_flags", 16, Width.HALF));
    }
    if (syscall == Syscall.PPOLL) {
      return List.of(new Field("fd", 0, Width.WORD), new Field("events", 4, Width.HALF));
    }
    return List.of();
  }

  private int stride() {
    return syscall == Syscall.WRITEV ? 16 : 8;
  }

  private static List<Field> doubles(String... names) {
    List<String> ordered = List.of(names);
    return ordered.stream()
        .map(name -> new Field(name, ordered.indexOf(name) * Long.BYTES, Width.DOUBLE))
        .toList();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
