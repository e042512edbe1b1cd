package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands at the addresses that a program's calls take as arguments. */
final class Content {
  private final Program program;
  private final Stores stores;

  Content(Program program) {
    this.program = program;
    stores = Stores.of(program);
  }

  /** The bytes from an address on; empty if the program may change them, or they are no text. */
  Optional<byte[]> bytes(Operand.Address address) {
    Datum datum = program.datum(address.datum());
    boolean known =
        datum.kind() == Datum.Kind.READ_ONLY
            && datum.parts().stream().anyMatch(Part.Bytes.class::isInstance)
            && datum.parts().stream().allMatch(Content::isText);
    return known ? Optional.of(bytes(datum, (int) address.offset())) : Optional.empty();
  }

  /** The bytes from an address up to a NUL. */
  Optional<byte[]> string(Operand.Address address) {
    return bytes(address).map(Content::upToNul);
  }

  /** The addresses that a list of pointers holds; empty if the program may change them. */
  Optional<List<Operand.Address>> pointers(Operand.Address list) {
    Datum datum = program.datum(list.datum());
    if (datum.kind() == Datum.Kind.WRITABLE || list.offset() != 0) {
      return Optional.empty();
    }
    return Optional.of(datum.parts().stream().flatMap(Content::pointer).toList());
  }

  /**
   * The structures from an address on, each with those of its fields that have a name. A name that
   * comes again starts the next structure.
   */
  List<List<StructureField>> structures(Operand.Address address) {
    List<List<StructureField>> structures = new ArrayList<>();
    int offset = 0;
    for (Part part : program.datum(address.datum()).parts()) {
      if (offset >= address.offset()
          && part instanceof Part.Field(String name, _, Operand.Constant initial)) {
        List<Operand> stored = stores.at(address.datum(), offset);
        add(structures, new StructureField(name, initial, stored));
      }
      offset += part.length();
    }
    return structures;
  }

  private static void add(List<List<StructureField>> structures, StructureField field) {
    boolean starts =
        structures.isEmpty()
            || structures.getLast().stream().anyMatch(each -> each.name().equals(field.name()));
    if (starts) {
      structures.add(new ArrayList<>());
    }
    structures.getLast().add(field);
  }

  private static Stream<Operand.Address> pointer(Part part) {
    return switch (part) {
      case Part.Pointer(String datum, long offset, _) ->
          Stream.of(new Operand.Address(datum, offset));
      case Part.Bytes _, Part.Field _, Part.Zero _ -> Stream.empty();
    };
  }

  private static boolean isText(Part part) {
    return part instanceof Part.Bytes || part instanceof Part.Zero;
  }

  private static byte[] bytes(Datum datum, int offset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    datum.parts().forEach(part -> write(part, bytes));
    return Arrays.copyOfRange(bytes.toByteArray(), offset, bytes.size());
  }

  private static void write(Part part, ByteArrayOutputStream bytes) {
    switch (part) {
      case Part.Bytes octets -> bytes.writeBytes(octets.toArray());
      case Part.Zero(int count) -> bytes.writeBytes(new byte[count]);
      case Part.Field _, Part.Pointer _ -> throw new IllegalArgumentException("no text: " + part);
    }
  }

  private static byte[] upToNul(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return Arrays.copyOf(bytes, length);
  }
}
