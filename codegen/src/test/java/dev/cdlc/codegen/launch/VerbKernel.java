package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The kernel of a {@link VerbHost}: what {@code oci-launch} asks for beyond the other launcher. */
final class VerbKernel extends LaunchKernel {
  private static final long FIRST_PIDFD = 1000;

  private final VerbHost verbs;
  private final boolean isChild;
  private final StringBuilder out = new StringBuilder();
  private final List<String> sent;

  /** How far each open file has been read. */
  private final Map<Long, Integer> read = new TreeMap<>();

  VerbKernel(VerbHost verbs) {
    this(verbs, false, new ArrayList<>());
  }

  private VerbKernel(VerbHost verbs, boolean isChild, List<String> sent) {
    super(verbs.host, isChild, new ArrayList<>());
    this.verbs = verbs;
    this.isChild = isChild;
    this.sent = sent;
  }

  String out() {
    return out.toString();
  }

  List<String> sent() {
    return sent;
  }

  @Override
  public Kernel child(long pid) {
    var child = new VerbKernel(verbs, true, sent);
    child.open.putAll(open);
    child.paths.putAll(paths);
    return child;
  }

  @Override
  public long call(Syscall syscall, List<Long> a, Memory memory) {
    Errno failure = verbs.failing.get(syscall);
    if (failure != null) {
      return -failure.number();
    }
    return switch (syscall) {
      case READ -> read(a.get(0), a.get(1), a.get(2), memory);
      case WRITE -> write(a, memory);
      case FCNTL ->
          a.get(1) == Fcntl.F_SETLKW.value() ? lock(a, memory) : super.call(syscall, a, memory);
      case PIDFD_OPEN -> FIRST_PIDFD + a.getFirst();
      case PIDFD_SEND_SIGNAL -> send(a.get(0), a.get(1));
      case UNLINKAT -> unlink(a, memory);
      case GETDENTS64 -> list(a.get(0), a.get(1), memory);
      case EXECVEAT -> become(a, memory);
      case NANOSLEEP -> {
        verbs.whileAsleep.run();
        yield 0;
      }
      case WAITID -> await(a.get(2), memory);
      case CLOSE -> {
        read.remove(a.getFirst());
        yield super.call(syscall, a, memory);
      }
      default -> super.call(syscall, a, memory);
    };
  }

  private long read(long fd, long buffer, long count, Memory memory) {
    byte[] content = node(fd).content;
    int from = read.getOrDefault(fd, 0);
    int to = (int) Math.min(content.length, from + count);
    memory.write(buffer, Arrays.copyOfRange(content, from, to));
    read.put(fd, to);
    return (long) to - from;
  }

  private long write(List<Long> a, Memory memory) {
    if (a.getFirst() != 1) {
      return super.call(Syscall.WRITE, a, memory);
    }
    int length = Math.min(verbs.outputRoom, a.get(2).intValue());
    out.append(new String(memory.read(a.get(1), length), StandardCharsets.UTF_8));
    return length;
  }

  /** Of Java: a lock for writing, of all there is and will be. */
  private long lock(List<Long> a, Memory memory) {
    long flock = a.get(2);
    boolean same =
        memory.load(flock, Width.WORD) == 1
            && memory.load(flock + 8, Width.DOUBLE) == 0
            && memory.load(flock + 16, Width.DOUBLE) == 0;
    if (!same || !Objects.requireNonNull(paths.get(a.getFirst())).endsWith("/lock")) {
      throw new IllegalStateException("another lock");
    }
    verbs.meanwhile.run();
    return 0;
  }

  private long send(long pidfd, long signal) {
    sent.add(signal + " to " + (pidfd - FIRST_PIDFD));
    return 0;
  }

  /** A cgroup is not busy because of the kernel's own files in it. */
  private long unlink(List<Long> a, Memory memory) {
    String path = path(a.get(0), string(memory, a.get(1)));
    boolean folder = a.get(2) == Fcntl.AT_REMOVEDIR.value();
    if (folder && path.startsWith("/cg/")) {
      host()
          .files
          .keySet()
          .removeIf(file -> file.startsWith(path + "/c") || file.startsWith(path + "/f"));
    }
    if (folder && !host().under(path).isEmpty()) {
      return -Errno.EBUSY.number();
    }
    return host().files.remove(path) == null ? -Errno.ENOENT.number() : 0;
  }

  private LaunchHost host() {
    return verbs.host;
  }

  /** As {@code struct linux_dirent64} has it. */
  private long list(long fd, long buffer, Memory memory) {
    if (read.put(fd, 1) != null) {
      return 0;
    }
    String folder = Objects.requireNonNull(paths.get(fd));
    List<String> names = new ArrayList<>(List.of(".", ".."));
    host().under(folder).forEach(path -> names.add(path.substring(folder.length() + 1)));
    ByteBuffer entries = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : names) {
      byte[] bytes = LaunchHost.bytes(name + "\0");
      int length = (19 + bytes.length + 7) / 8 * 8;
      int start = entries.position();
      entries.putLong(1).putLong(1).putShort((short) length).put((byte) 8).put(bytes);
      entries.position(start + length);
    }
    memory.write(buffer, Arrays.copyOf(entries.array(), entries.position()));
    return entries.position();
  }

  private long become(List<Long> a, Memory memory) {
    long result = execveat(a, memory);
    if (result == 0) {
      executed += " " + strings(memory, a.get(3));
      if (isChild) {
        sent.add(executed);
      }
    }
    return result;
  }

  private long await(long siginfo, Memory memory) {
    memory.store(siginfo + 8, Width.WORD, verbs.executableStatus < 0 ? 2 : 1);
    memory.store(siginfo + 24, Width.WORD, Math.abs(verbs.executableStatus));
    return 0;
  }
}
