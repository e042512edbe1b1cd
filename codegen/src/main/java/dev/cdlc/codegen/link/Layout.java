package dev.cdlc.codegen.link;

import dev.cdlc.codegen.elf.Segment;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The addresses of a program's data and cells. In the file: headers, read-only data (structures,
 * then texts), initialised data, code. In memory: headers and read-only data, code, then, at a
 * fixed distance, the writable segment, so that every address is known before the code is made. The
 * writable segment holds initialised data, then the cells, the most used first, then the data that
 * start as zero.
 */
public final class Layout {
  /** Where the first segment is mapped; the usual place of a static executable. */
  private static final long IMAGE_BASE = 0x400000;

  /** From the start of the code to the start of the writable segment: room for 200,000 mounts. */
  private static final long CODE_SPAN = 0x400_0000;

  private static final int WORD = 8;
  private static final int CODE_ALIGNMENT = 16;

  private final Map<String, Long> data = new HashMap<>();
  private final Map<Cell, Long> cells = new HashMap<>();
  private final long firstCell;
  private final Segment readOnly;
  private final Segment writable;
  private final byte[] content;

  private Layout(Program program, int headers) {
    Map<Boolean, List<Datum>> constants =
        select(program, Datum.Kind.READ_ONLY).stream()
            .collect(Collectors.partitioningBy(TextPool::takes));
    List<Datum> structures = widestFirst(constants.getOrDefault(false, List.of()));
    TextPool texts = new TextPool(constants.getOrDefault(true, List.of()));
    List<Datum> variables = select(program, Datum.Kind.WRITABLE);
    List<Datum> initialised = variables.stream().filter(datum -> !startsAsZero(datum)).toList();
    List<Datum> zeroed = variables.stream().filter(Layout::startsAsZero).toList();

    long start = IMAGE_BASE + align(headers, WORD);
    long textStart = place(structures, start);
    texts.offsets().forEach((name, offset) -> data.put(name, textStart + offset));
    long readOnlyEnd = textStart + texts.bytes().length;
    readOnly = segment(Segment.Access.READ, 0, IMAGE_BASE, readOnlyEnd, readOnlyEnd);

    long offset = align(readOnlyEnd, WORD) - IMAGE_BASE;
    long address = align(readOnlyEnd, Segment.PAGE) + CODE_SPAN + offset % Segment.PAGE;
    // Kernels before 6.6 do not map a segment of which the file holds nothing.
    long fileEnd = Math.max(place(initialised, address), address + WORD);
    firstCell = align(fileEnd, WORD);
    long end = place(zeroed, placeCells(CellUse.mostUsedFirst(program)));
    writable = segment(Segment.Access.READ_WRITE, offset, address, fileEnd, end);
    ByteBuffer file = file();
    fill(file, structures, readOnly);
    file.put(Math.toIntExact(textStart - IMAGE_BASE), texts.bytes());
    fill(file, initialised, writable);
    content = new byte[file.limit() - headers];
    file.get(headers, content);
  }

  /**
   * Places what a program needs in memory.
   *
   * @param headers how many bytes come before it in the file
   */
  public static Layout of(Program program, int headers) {
    return new Layout(program, headers);
  }

  /** The address of a place in a datum. */
  public long address(String datum, long offset) {
    Long address = data.get(datum);
    if (address == null) {
      throw new IllegalArgumentException("no datum is named " + datum);
    }
    return address + offset;
  }

  public long address(Cell cell) {
    Long address = cells.get(cell);
    if (address == null) {
      throw new IllegalArgumentException("no instruction names the cell " + cell.name());
    }
    return address;
  }

  /** Whether any instruction names the cell. */
  public boolean has(Cell cell) {
    return cells.containsKey(cell);
  }

  /** The address of the cell that is named most often; the others follow. */
  public long firstCell() {
    return firstCell;
  }

  /** How many bytes all cells take. */
  public long cellBytes() {
    return (long) cells.size() * WORD;
  }

  public Segment readOnly() {
    return readOnly;
  }

  public Segment writable() {
    return writable;
  }

  /**
   * Where code of this length goes.
   *
   * @throws IllegalArgumentException if it does not fit below the writable segment
   */
  public Segment code(int length) {
    long offset = align(writable.offset() + writable.fileSize(), CODE_ALIGNMENT);
    long address = align(IMAGE_BASE + readOnly.memorySize(), Segment.PAGE) + offset % Segment.PAGE;
    if (align(address + length, Segment.PAGE) > writable.address()) {
      throw new IllegalArgumentException("too much code: " + length + " bytes");
    }
    return new Segment(Segment.Access.READ_EXECUTE, offset, address, length, length);
  }

  /** What stands in the file between the headers and the code. */
  public byte[] content() {
    return content.clone();
  }

  private static Segment segment(
      Segment.Access access, long offset, long address, long fileEnd, long memoryEnd) {
    return new Segment(access, offset, address, fileEnd - address, memoryEnd - address);
  }

  private long place(List<Datum> group, long start) {
    long address = start;
    for (Datum datum : group) {
      address = align(address, datum.alignment());
      data.put(datum.name(), address);
      address += datum.length();
    }
    return address;
  }

  private long placeCells(List<Cell> ordered) {
    long address = firstCell;
    for (Cell cell : ordered) {
      cells.put(cell, address);
      address += WORD;
    }
    return address;
  }

  private ByteBuffer file() {
    int size = Math.toIntExact(writable.offset() + writable.fileSize());
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(ByteBuffer file, List<Datum> group, Segment segment) {
    for (Datum datum : group) {
      long offset = address(datum.name(), 0) - segment.address() + segment.offset();
      file.position(Math.toIntExact(offset));
      datum.parts().forEach(part -> put(file, part));
    }
  }

  private void put(ByteBuffer file, Datum.Part part) {
    switch (part) {
      case Datum.Part.Bytes bytes -> file.put(bytes.toArray());
      case Datum.Part.Field(_, Width width, Operand.Constant(long value, _)) ->
          put(file, width, value);
      case Datum.Part.Pointer(String datum, long offset, Width width) ->
          put(file, width, address(datum, offset));
      case Datum.Part.Zero(int count) -> file.put(new byte[count]);
    }
  }

  private static void put(ByteBuffer file, Width width, long value) {
    switch (width) {
      case BYTE -> file.put((byte) value);
      case HALF -> file.putShort((short) value);
      case WORD -> file.putInt((int) value);
      case DOUBLE -> file.putLong(value);
    }
  }

  private static List<Datum> select(Program program, Datum.Kind kind) {
    return program.data().stream().filter(datum -> datum.kind() == kind).toList();
  }

  /** Leaves no gaps but one. */
  private static List<Datum> widestFirst(List<Datum> group) {
    return group.stream().sorted((a, b) -> b.alignment() - a.alignment()).toList();
  }

  private static boolean startsAsZero(Datum datum) {
    return datum.parts().stream().allMatch(Datum.Part.Zero.class::isInstance);
  }

  private static long align(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
