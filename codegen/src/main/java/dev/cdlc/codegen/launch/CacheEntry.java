package dev.cdlc.codegen.launch;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.failedWith;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Routine;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.plan.Errno;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Executes what is kept under the key, if it is the caller's alone and fresh; comes back otherwise.
 * It is copied before it is looked at, so that what was compared is what runs.
 */
final class CacheEntry {
  private static final String NAME = "cache_entry";
  private static final Cell ENTRY = new Cell("entry");
  private static final Cell RESULT = new Cell("entry_result");
  private static final Cell BYTES = new Cell("entry_bytes");

  private CacheEntry() {}

  static void execute(Sequence s) {
    s.run(NAME);
  }

  /**
   * The routine.
   *
   * @param refusal of an entry that others may have written
   * @param execution of what the cell has the fd of; it comes back if that cannot be executed
   */
  static Routine routine(
      Data data, Consumer<Sequence> refusal, BiConsumer<Sequence, Cell> execution) {
    Sequence s = Sequence.ofRoutine();
    Address how = NoLinks.how(data, Fcntl.O_RDONLY, Fcntl.O_NONBLOCK, Fcntl.O_CLOEXEC);
    s.call(Syscall.OPENAT2, value(CacheFolder.FOLDER), CacheKey.name(data), how, NoLinks.BYTES)
        .into(ENTRY)
        .orGoOn();
    s.when(failedWith(ENTRY, Errno.ENOENT), Sequence::comeBack);
    s.when(failed(ENTRY), refusal);
    requireOwn(s, data, refusal);
    copy(s, data);
    map(s);
    Freshness.compare(s);
    s.when(is(Freshness.FRESH, 0), Sequence::comeBack);
    s.call(Syscall.UTIMENSAT, value(ENTRY), value(0), value(0), value(0)).orGoOn();
    s.when(succeeded(Image.FD), copied -> execution.accept(copied, Image.FD));
    execution.accept(s, ENTRY);
    return new Routine(NAME, s.instructions());
  }

  /** A regular file with one name that only the caller can have written. */
  private static void requireOwn(Sequence s, Data data, Consumer<Sequence> refusal) {
    Address stat = data.buffer("entry_stat", Stat.STATX_BYTES);
    Operand mask = Stat.STATX_BASIC_STATS;
    s.call(Syscall.STATX, value(ENTRY), data.text(""), Fcntl.AT_EMPTY_PATH, mask, stat).orGoOn();
    s.load(RESULT, Width.WORD, stat, Stat.STX_UID);
    s.when(isNot(RESULT, value(CacheKey.EUID)), refusal);
    s.load(RESULT, Width.WORD, stat, Stat.STX_NLINK);
    s.when(isNot(RESULT, 1), refusal);
    s.load(RESULT, Width.HALF, stat, Stat.STX_MODE);
    s.move(BYTES, value(RESULT));
    s.compute(BYTES, Operation.AND, Stat.S_IFMT);
    s.when(isNot(BYTES, Stat.S_IFREG), refusal);
    s.compute(RESULT, Operation.AND, Stat.WRITABLE_BY_OTHERS);
    s.when(isNot(RESULT, 0), refusal);
    s.load(Freshness.SIZE, Width.DOUBLE, stat, Stat.STX_SIZE);
    s.when(is(Freshness.SIZE, 0), Sequence::comeBack);
  }

  /** What is run instead is not kept either. */
  static void refuse(Sequence s, Data data) {
    Note.write(
        s,
        data,
        data.text("cdlc: note: not run, since it is not a file of yours alone: "),
        CacheFolder.path(data),
        data.text("/"),
        CacheKey.name(data),
        data.text("; 'cdlc cache clear' removes it\n"));
    s.move(CacheKey.LENGTH, value(0));
    s.comeBack();
  }

  /** Where memory may not be executed, the file itself serves. */
  private static void copy(Sequence s, Data data) {
    Image.create(s, data);
    s.when(
        succeeded(Image.FD),
        created -> {
          created
              .call(
                  Syscall.SENDFILE, value(Image.FD), value(ENTRY), value(0), value(Freshness.SIZE))
              .into(BYTES)
              .orGoOn();
          created.when(isNot(BYTES, value(Freshness.SIZE)), Sequence::comeBack);
          Image.seal(created);
        });
  }

  private static void map(Sequence s) {
    s.move(RESULT, value(ENTRY));
    s.when(succeeded(Image.FD), copied -> copied.move(RESULT, value(Image.FD)));
    Mapping.map(s, RESULT);
    s.when(failed(Freshness.BASE), Sequence::comeBack);
  }
}
