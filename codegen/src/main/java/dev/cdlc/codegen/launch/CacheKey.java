package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;

/**
 * What an executable is kept under, as {@link KeptKey} has it: the caller's ids, eight bytes each,
 * then strings. The name of the entry is a hash of it, and need not be without collisions, since
 * the entry has the whole key.
 */
final class CacheKey {
  static final Cell EUID = new Cell("euid");
  static final Cell EGID = new Cell("egid");

  /** In bytes; 0 where there is none, because it would be too long. */
  static final Cell LENGTH = new Cell("key_length");

  /** The word behind which the container's own arguments stand, or the end of the words. */
  static final Cell DELIMITER = new Cell("delimiter");

  static final int MOST_BYTES = 1 << 16;
  private static final int PATH_MAX = 4096;
  private static final int NAME_DIGITS = 16;
  private static final int IDS_BYTES = 16;

  /** That of FNV-1a, for 64 bits. */
  private static final Constant PRIME = new Constant(0x100_0000_01b3L, "");

  private static final Cell FOUND = new Cell("key_folder");
  private static final Cell RESULT = new Cell("key_result");
  private static final Cell WORD = new Cell("key_word");
  private static final Cell BYTES = new Cell("key_bytes");
  private static final Cell CURSOR = new Cell("key_cursor");
  private static final Cell HASH = new Cell("key_hash");
  private static final Cell FACTOR = new Cell("key_factor");
  private static final Cell SHIFT = new Cell("key_shift");
  private static final Cell INDEX = new Cell("key_index");

  private CacheKey() {}

  /** That of a key, which {@link #nameEntry} writes in hex. */
  static long hash(byte[] key) {
    long hash = 0;
    for (byte octet : key) {
      hash = hash * PRIME.value() + Byte.toUnsignedInt(octet);
    }
    return hash;
  }

  static Address buffer(Data data) {
    return data.buffer("key", MOST_BYTES);
  }

  /** The name of the entry, with a NUL. */
  static Address name(Data data) {
    return data.buffer("entry_name", NAME_DIGITS + 1);
  }

  static void build(Sequence s, Data data, String build) {
    Address key = buffer(data);
    s.call(Syscall.GETEUID).into(EUID).orGoOn();
    s.call(Syscall.GETEGID).into(EGID).orGoOn();
    s.store(Width.DOUBLE, key, value(0), value(EUID));
    s.store(Width.DOUBLE, key, value(8), value(EGID));
    Append.begin(s, new Address(key.datum(), IDS_BYTES), MOST_BYTES - IDS_BYTES);
    Append.call(s, data.text(build));
    appendFolder(s, data);
    appendWords(s);
    s.move(LENGTH, value(Append.CURSOR));
    s.compute(LENGTH, Operation.SUBTRACT, key);
    s.when(isNot(Append.FULL, 0), tooLong -> tooLong.move(LENGTH, value(0)));
    s.when(failed(FOUND), nowhere -> nowhere.move(LENGTH, value(0)));
    s.when(isNot(LENGTH, 0), known -> nameEntry(known, data));
  }

  private static void appendFolder(Sequence s, Data data) {
    Address folder = data.buffer("working_folder", PATH_MAX);
    s.call(Syscall.GETCWD, folder, value(PATH_MAX)).into(FOUND).orGoOn();
    Append.call(s, folder);
  }

  /** argv[0] is the launcher and argv[1] the script. */
  private static void appendWords(Sequence s) {
    s.move(DELIMITER, value(Variables.ARGV));
    s.compute(DELIMITER, Operation.ADD, value(16));
    s.loop(
        next -> {
          next.load(WORD, Width.DOUBLE, value(DELIMITER), value(0));
          next.when(is(WORD, 0), Sequence::leave);
          leaveAtDelimiter(next);
          Append.call(next, value(WORD));
          next.compute(DELIMITER, Operation.ADD, value(8));
        });
  }

  private static void leaveAtDelimiter(Sequence s) {
    s.move(BYTES, value(0));
    s.loop(
        next -> {
          next.load(RESULT, Width.BYTE, value(WORD), value(BYTES));
          next.when(isNot(RESULT, '-'), Sequence::leave);
          next.compute(BYTES, Operation.ADD, value(1));
        });
    s.when(is(RESULT, 0), dashes -> dashes.when(is(BYTES, 2), Sequence::leave));
  }

  /** Of what stands in the buffer up to {@link Append#CURSOR}. */
  static void nameEntry(Sequence s, Data data) {
    s.move(HASH, value(0));
    s.move(FACTOR, PRIME);
    s.move(CURSOR, buffer(data));
    s.loop(
        next -> {
          next.load(RESULT, Width.BYTE, value(CURSOR), value(0));
          next.compute(HASH, Operation.MULTIPLY, value(FACTOR));
          next.compute(HASH, Operation.ADD, value(RESULT));
          next.compute(CURSOR, Operation.ADD, value(1));
          next.when(is(CURSOR, value(Append.CURSOR)), Sequence::leave);
        });
    writeDigits(s, data);
  }

  private static void writeDigits(Sequence s, Data data) {
    s.move(INDEX, value(0));
    s.move(SHIFT, value(Long.SIZE - 4));
    s.loop(
        digit -> {
          digit.move(RESULT, value(HASH));
          digit.compute(RESULT, Operation.SHIFT_RIGHT, value(SHIFT));
          digit.compute(RESULT, Operation.AND, value(15));
          digit.load(RESULT, Width.BYTE, data.text("0123456789abcdef"), value(RESULT));
          digit.store(Width.BYTE, name(data), value(INDEX), value(RESULT));
          digit.compute(INDEX, Operation.ADD, value(1));
          digit.compute(SHIFT, Operation.SUBTRACT, value(4));
          digit.when(is(INDEX, NAME_DIGITS), Sequence::leave);
        });
  }
}
