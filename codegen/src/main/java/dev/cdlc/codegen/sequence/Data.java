package dev.cdlc.codegen.sequence;

import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data of a program in the making; equal read-only data are stored once. */
public final class Data {
  private final Map<List<Part>, Datum> constants = new LinkedHashMap<>();
  private final Map<String, Address> texts = new HashMap<>();
  private final Map<String, Datum> named = new LinkedHashMap<>();

  /** A string of C: the text in UTF-8 and a NUL. */
  public Address text(String text) {
    return texts.computeIfAbsent(text, _ -> constant(Part.Bytes.of(text + "\0")));
  }

  /** A read-only array or structure. */
  public Address constant(Part... parts) {
    return constant(Arrays.asList(parts));
  }

  /** A read-only array or structure. */
  public Address constant(List<Part> parts) {
    Datum datum =
        constants.computeIfAbsent(
            List.copyOf(parts),
            content -> new Datum("constant" + constants.size(), Datum.Kind.READ_ONLY, content));
    return new Address(datum.name(), 0);
  }

  /** A read-only array or structure that is known by a name. */
  public void constant(String name, List<Part> content) {
    named.put(name, new Datum(name, Datum.Kind.READ_ONLY, content));
  }

  /** So many writable zero bytes; the same name is the same memory. */
  public Address buffer(String name, int length) {
    return variable(name, List.of(new Part.Zero(length)));
  }

  /** Writable memory with its initial content; the same name is the same memory. */
  public Address variable(String name, List<Part> content) {
    named.putIfAbsent(name, new Datum(name, Datum.Kind.WRITABLE, content));
    return new Address(name, 0);
  }

  /** The address as content that the kernel reads. */
  public static Part.Pointer pointer(Address address) {
    return new Part.Pointer(address.datum(), address.offset());
  }

  /** The address as content that only the program itself reads. */
  public static Part.Pointer shortPointer(Address address) {
    return new Part.Pointer(address.datum(), address.offset(), Width.WORD);
  }

  /** All data, in the order they were first asked for. */
  public List<Datum> all() {
    List<Datum> all = new ArrayList<>(constants.values());
    all.addAll(named.values());
    return all;
  }
}
