package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Parameter;
import dev.cdlc.codegen.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares a program's call with a traced one: the name, every argument that the program fixes, and
 * every one that earlier results fix. What neither fixes may be anything.
 */
final class ArgumentMatch {
  private final Content content;

  ArgumentMatch(Program program) {
    content = new Content(program);
  }

  boolean matches(Call call, TracedCall traced, Known known) {
    int shown = Math.min(call.arguments().size(), traced.arguments().size());
    return call.syscall().kernelName().equals(traced.name())
        && IntStream.range(0, shown)
            .allMatch(index -> matches(call, index, traced.arguments().get(index), known));
  }

  private boolean matches(Call call, int index, Value traced, Known known) {
    Parameter.Kind kind = call.syscall().parameters().get(index).kind();
    return switch (known.resolve(call.arguments().get(index))) {
      case Operand.Constant(long value, _) -> matches(value, kind, traced);
      case Operand.Content _ -> true;
      case Operand.Address address -> matches(call, index, address, traced, known);
    };
  }

  private static boolean matches(long value, Parameter.Kind kind, Value traced) {
    return switch (kind) {
      case DESCRIPTOR, PROCESS, NUMBER -> isNumber(value, traced);
      case STRING, BYTES, STRINGS, STRUCTURE, OUTPUT -> (value == 0) == isNull(traced);
    };
  }

  private static boolean isNull(Value traced) {
    return traced.equals(new Value.Other("NULL")) || traced.equals(new Value.Numeral(0));
  }

  /** Where a parameter has 32 bits, strace(1) prints no more of the register. */
  private static boolean isNumber(long expected, Value traced) {
    return switch (traced) {
      case Value.Numeral(long value) ->
          value == expected || ((int) value == (int) expected && isShort(value));
      case Value.Other(String text) -> !text.equals("NULL") || expected == 0;
      case Value.Text _, Value.Structure _, Value.Sequence _ -> true;
    };
  }

  private static boolean isShort(long value) {
    return value == (int) value || value >>> Integer.SIZE == 0;
  }

  private boolean matches(
      Call call, int index, Operand.Address address, Value traced, Known known) {
    return switch (call.syscall().parameters().get(index).kind()) {
      case STRING -> isText(content.string(address), traced);
      case BYTES -> isText(bytes(address, known.number(call.arguments().get(index + 1))), traced);
      case STRINGS -> isStrings(content.pointers(address), traced);
      case STRUCTURE -> isStructure(content.structures(address), traced, known);
      case DESCRIPTOR, PROCESS, NUMBER, OUTPUT -> true;
    };
  }

  private Optional<byte[]> bytes(Operand.Address address, Optional<Long> length) {
    return length.flatMap(
        count -> content.bytes(address).map(all -> Arrays.copyOf(all, count.intValue())));
  }

  private static boolean isText(Optional<byte[]> expected, Value traced) {
    if (expected.isEmpty() || !(traced instanceof Value.Text(String text, boolean cut))) {
      return !isNull(traced);
    }
    String whole = new String(expected.get(), StandardCharsets.ISO_8859_1);
    return cut ? whole.startsWith(text) : whole.equals(text);
  }

  private boolean isStrings(Optional<List<Operand.Address>> expected, Value traced) {
    if (expected.isEmpty() || !(traced instanceof Value.Sequence(List<Value> elements))) {
      return !isNull(traced);
    }
    List<Operand.Address> pointers = expected.get();
    return pointers.size() == elements.size()
        && IntStream.range(0, elements.size())
            .allMatch(index -> isText(content.string(pointers.get(index)), elements.get(index)));
  }

  private static boolean isStructure(
      List<List<StructureField>> expected, Value traced, Known known) {
    return switch (traced) {
      case Value.Structure structure ->
          expected.isEmpty() || hasFields(expected.getFirst(), structure, known);
      case Value.Sequence(List<Value> elements) ->
          IntStream.range(0, Math.min(expected.size(), elements.size()))
              .allMatch(
                  index ->
                      isStructure(expected.subList(index, index + 1), elements.get(index), known));
      case Value.Numeral _, Value.Text _, Value.Other _ -> !isNull(traced);
    };
  }

  private static boolean hasFields(
      List<StructureField> fields, Value.Structure traced, Known known) {
    return fields.stream()
        .allMatch(
            field ->
                Optional.ofNullable(traced.fields().get(field.name()))
                    .map(value -> isField(field, value, known))
                    .orElse(true));
  }

  private static boolean isField(StructureField field, Value traced, Known known) {
    return field
        .values()
        .anyMatch(
            operand -> known.number(operand).map(value -> isNumber(value, traced)).orElse(true));
  }
}
