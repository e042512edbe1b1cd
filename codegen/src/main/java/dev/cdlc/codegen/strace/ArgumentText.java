package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.Instruction.Comparison;
import dev.cdlc.codegen.program.Instruction.Condition;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Parameter;
import dev.cdlc.codegen.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls and their arguments in the notation of strace(1); what is not known yet has a name. */
final class ArgumentText {
  private final Content content;

  ArgumentText(Program program) {
    content = new Content(program);
  }

  /** {@code openat2(root, "proc", {flags=O_PATH}, 24)}. */
  String of(Call call) {
    List<Parameter> parameters = call.syscall().parameters();
    List<String> arguments = new ArrayList<>();
    for (int index = 0; index < parameters.size(); index++) {
      arguments.add(argument(call, index, parameters.get(index).kind()));
    }
    return call.syscall().kernelName() + "(" + String.join(", ", arguments) + ")";
  }

  static String of(Operand operand) {
    return switch (operand) {
      case Operand.Constant(long value, String text) -> text.isEmpty() ? "" + value : text;
      case Operand.Content(Cell cell) -> cell.name();
      case Operand.Address(String datum, long offset) ->
          offset == 0 ? "&" + datum : "&" + datum + "[" + offset + "]";
    };
  }

  /** {@code left == right}. */
  static String of(Condition condition) {
    return of(condition.left())
        + " "
        + symbol(condition.comparison())
        + " "
        + of(condition.right());
  }

  private static String symbol(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  /** What a routine is given: where it is the address of something known, that. */
  String given(Operand operand) {
    return switch (operand) {
      case Operand.Address address ->
          structures(address)
              .or(() -> content.string(address).map(Quotation::quote))
              .or(() -> strings(address))
              .orElse(of(operand));
      case Operand.Constant _, Operand.Content _ -> of(operand);
    };
  }

  private String argument(Call call, int index, Parameter.Kind kind) {
    Operand operand = call.arguments().get(index);
    return switch (kind) {
      case DESCRIPTOR, PROCESS, NUMBER -> of(operand);
      case STRING -> pointed(operand, address -> content.string(address).map(Quotation::quote));
      case BYTES -> pointed(operand, address -> bytes(address, call.arguments().get(index + 1)));
      case STRINGS -> pointed(operand, this::strings);
      case STRUCTURE -> pointed(operand, this::structures);
      case OUTPUT -> pointed(operand, _ -> Optional.empty());
    };
  }

  /** How the content at an address reads, if it is known. */
  private interface AddressText {
    Optional<String> at(Operand.Address address);
  }

  private static String pointed(Operand operand, AddressText text) {
    return switch (operand) {
      case Operand.Constant(long value, String name) when value == 0 && name.isEmpty() -> "NULL";
      case Operand.Address address -> text.at(address).orElse(of(address).substring(1));
      case Operand.Constant _, Operand.Content _ -> of(operand);
    };
  }

  private Optional<String> bytes(Operand.Address address, Operand length) {
    return length instanceof Operand.Constant(long count, _)
        ? content.bytes(address).map(all -> Quotation.quote(Arrays.copyOf(all, (int) count)))
        : content.string(address).map(Quotation::quote);
  }

  private Optional<String> strings(Operand.Address list) {
    return content
        .pointers(list)
        .map(
            pointers ->
                pointers.stream()
                    .map(each -> pointed(each, at -> content.string(at).map(Quotation::quote)))
                    .collect(Collectors.joining(", ", "[", "]")));
  }

  private Optional<String> structures(Operand.Address address) {
    List<String> texts = content.structures(address).stream().map(ArgumentText::structure).toList();
    return switch (texts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(texts.getFirst());
      default -> Optional.of("[" + String.join(", ", texts) + "]");
    };
  }

  /** A structure that is one field without a name is written as that field's value. */
  private static String structure(List<StructureField> fields) {
    if (fields.size() == 1 && fields.getFirst().name().isEmpty()) {
      return value(fields.getFirst());
    }
    return fields.stream()
        .map(field -> field.name() + "=" + value(field))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(StructureField field) {
    return field.values().map(ArgumentText::of).collect(Collectors.joining(" or "));
  }
}
