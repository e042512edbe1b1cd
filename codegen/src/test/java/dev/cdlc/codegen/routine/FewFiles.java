package dev.cdlc.codegen.routine;

import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A kernel with a few files, which are read in pieces of a given size; it keeps what it is told.
 */
final class FewFiles implements Kernel {
  private static final long FIRST_FD = 10;

  private final int pieceBytes;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();
  private final Map<Long, Integer> positions = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();

  FewFiles(int pieceBytes) {
    this.pieceBytes = pieceBytes;
  }

  FewFiles with(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Writes, as {@code path=text}, and kills, as {@code kill 12}, in their order. */
  List<String> told() {
    return told;
  }

  @Override
  public long call(Syscall syscall, List<Long> arguments, Memory memory) {
    return switch (syscall) {
      case OPENAT, OPENAT2 -> open(text(memory.readString(arguments.get(1))));
      case READ -> read(arguments.get(0), arguments.get(1), memory);
      case WRITE ->
          write(arguments.getFirst(), memory.read(arguments.get(1), arguments.get(2).intValue()));
      case WRITEV -> writeAll(arguments, memory);
      case KILL -> tell("kill " + arguments.getFirst());
      case CLOSE, EXIT_GROUP -> 0;
      default -> throw new IllegalStateException("no model of " + syscall.kernelName());
    };
  }

  @Override
  public Kernel child(long pid) {
    throw new IllegalStateException("routines do not fork");
  }

  private long open(String path) {
    if (!files.containsKey(path)) {
      return -Errno.ENOENT.number();
    }
    open.add(path);
    return FIRST_FD + open.size() - 1;
  }

  private long read(long fd, long buffer, Memory memory) {
    byte[] content = Objects.requireNonNull(files.get(path(fd)));
    int start = positions.getOrDefault(fd, 0);
    int length = Math.min(pieceBytes, content.length - start);
    byte[] piece = new byte[length];
    System.arraycopy(content, start, piece, 0, length);
    memory.write(buffer, piece);
    positions.put(fd, start + length);
    return length;
  }

  private long write(long fd, byte[] bytes) {
    String path =
        switch ((int) fd) {
          case 1 -> "stdout";
          case 2 -> "stderr";
          default -> path(fd);
        };
    tell(path + "=" + text(bytes));
    return bytes.length;
  }

  /** An array of {@code struct iovec}. */
  private long writeAll(List<Long> arguments, Memory memory) {
    var all = new ByteArrayOutputStream();
    for (long i = 0; i < arguments.get(2); i++) {
      var iovec =
          ByteBuffer.wrap(memory.read(arguments.get(1) + i * 16, 16))
              .order(ByteOrder.LITTLE_ENDIAN);
      long base = iovec.getLong();
      int length = (int) iovec.getLong();
      all.writeBytes(length == 0 ? new byte[0] : memory.read(base, length));
    }
    return write(arguments.getFirst(), all.toByteArray());
  }

  private long tell(String what) {
    told.add(what);
    return 0;
  }

  private String path(long fd) {
    return open.get((int) (fd - FIRST_FD));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
