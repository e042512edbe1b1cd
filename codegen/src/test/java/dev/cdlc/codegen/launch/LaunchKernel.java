package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.interpreter.Kernel;
import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Stat;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The kernel of a {@link LaunchHost}: as much of it as the launcher asks for. */
class LaunchKernel implements Kernel {
  private static final long CHILD = 77;
  private static final long PID = 42;
  private static final long NO_LINKS = 4;

  private final LaunchHost host;
  private final boolean isChild;
  final Map<Long, Node> open = new TreeMap<>();
  final Map<Long, String> paths = new TreeMap<>();
  private final List<String> told;
  private boolean compiled;
  String executed = "";
  long status;
  private long nextAddress = 0x7000_0000_0000L;

  LaunchKernel(LaunchHost host) {
    this(host, false, new ArrayList<>());
  }

  LaunchKernel(LaunchHost host, boolean isChild, List<String> told) {
    this.host = host;
    this.isChild = isChild;
    this.told = told;
  }

  boolean compiled() {
    return compiled;
  }

  String executed() {
    return executed;
  }

  long status() {
    return status;
  }

  List<String> told() {
    return told;
  }

  @Override
  public Kernel child(long pid) {
    compiled = true;
    var child = new LaunchKernel(host, true, told);
    child.open.putAll(open);
    child.paths.putAll(paths);
    child.nextAddress = nextAddress;
    return child;
  }

  @Override
  public long call(Syscall syscall, List<Long> a, Memory memory) {
    return switch (syscall) {
      case GETEUID -> host.user;
      case GETEGID -> host.group;
      case GETPID -> PID;
      case GETCWD -> getcwd(a.get(0), a.get(1), memory);
      case OPENAT -> openat(a.get(0), string(memory, a.get(1)), a.get(2), a.get(3));
      case OPENAT2 -> openat2(a.get(0), string(memory, a.get(1)), a.get(2), memory);
      case MKDIRAT -> mkdirat(a.get(0), string(memory, a.get(1)), a.get(2));
      case STATX -> statx(a, memory);
      case CLOSE -> close(a.get(0));
      case MEMFD_CREATE -> memfdCreate();
      case SENDFILE -> sendfile(a.get(0), a.get(1), a.get(3));
      case FCNTL -> fcntl(a.get(0), a.get(1), a.get(2));
      case DUP3 -> dup3(a.get(0), a.get(1));
      case MMAP -> mmap(a, memory);
      case UTIMENSAT -> utimensat(a.get(0));
      case CLONE3 -> host.canFork ? CHILD : -Errno.EAGAIN.number();
      case WAITID -> waitid(a.get(2), memory);
      case LSEEK -> node(a.get(0)).content.length;
      case WRITE -> write(a.get(0), memory.read(a.get(1), a.get(2).intValue()));
      case WRITEV -> writev(a, memory);
      case RENAMEAT -> renameat(a, memory);
      case UNLINKAT -> unlinkat(a.get(0), string(memory, a.get(1)));
      case EXECVE -> execve(a, memory);
      case EXECVEAT -> execveat(a, memory);
      case EXIT_GROUP -> exit(a.getFirst());
      case RT_SIGACTION, PRCTL -> 0;
      default -> throw new IllegalStateException("no model of " + syscall.kernelName());
    };
  }

  private long getcwd(long buffer, long size, Memory memory) {
    byte[] path = LaunchHost.bytes(host.folder + "\0");
    if (host.folder.isEmpty() || path.length > size) {
      return -(host.folder.isEmpty() ? Errno.ENOENT : Errno.ERANGE).number();
    }
    memory.write(buffer, path);
    return path.length;
  }

  private long openat(long at, String name, long flags, long mode) {
    String path = path(at, name);
    if ((flags & Fcntl.O_CREAT.value()) == 0) {
      return opened(path);
    }
    if (host.files.containsKey(path)) {
      return -Errno.EEXIST.number();
    }
    host.add(path, Node.REGULAR, host.user, (int) mode);
    return opened(path);
  }

  /** Only without symbolic links. */
  private long openat2(long at, String name, long how, Memory memory) {
    if (memory.load(how + 16, Width.DOUBLE) != NO_LINKS) {
      throw new IllegalStateException("follows links: " + name);
    }
    String path = path(at, name);
    for (int end = 1; end > 0; end = path.indexOf('/', end + 1)) {
      if (isLink(path.substring(0, end))) {
        return -Errno.ELOOP.number();
      }
    }
    return isLink(path) ? -Errno.ELOOP.number() : opened(path);
  }

  private boolean isLink(String path) {
    Node node = host.files.get(path);
    return node != null && node.type == Node.LINK;
  }

  private long opened(String path) {
    Node node = host.files.get(path);
    return node == null ? -Errno.ENOENT.number() : opened(node, path);
  }

  long opened(Node node, String path) {
    return opened(node, path, 0);
  }

  private long opened(Node node, String path, long lowest) {
    long fd = Math.max(lowest, 3);
    while (open.containsKey(fd)) {
      fd++;
    }
    open.put(fd, node);
    paths.put(fd, path);
    return fd;
  }

  private long mkdirat(long at, String name, long mode) {
    String path = path(at, name);
    Node parent = host.file(parent(path));
    if (host.user != 0 && parent.owner != host.user) {
      return -Errno.EACCES.number();
    }
    host.add(path, Node.FOLDER, host.user, (int) mode);
    return 0;
  }

  private static String parent(String path) {
    return path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
  }

  String path(long at, String name) {
    if (name.startsWith("/")) {
      return name;
    }
    String folder = Objects.requireNonNull(paths.get(at));
    if (name.equals(".")) {
      return folder;
    }
    return folder.equals("/") ? "/" + name : folder + "/" + name;
  }

  private long statx(List<Long> a, Memory memory) {
    String name = string(memory, a.get(1));
    Node node = name.isEmpty() ? node(a.get(0)) : host.files.get(path(a.get(0), name));
    boolean follows = !name.isEmpty() && a.get(2) == 0;
    if (node == null || (follows && node.type == Node.LINK)) {
      return -Errno.ENOENT.number();
    }
    long buffer = a.get(4);
    put(memory, buffer, Stat.STX_NLINK, Width.WORD, node.names);
    put(memory, buffer, Stat.STX_UID, Width.WORD, node.owner);
    put(memory, buffer, Stat.STX_MODE, Width.HALF, node.type | node.permissions);
    put(memory, buffer, Stat.STX_INO, Width.DOUBLE, node.inode);
    put(memory, buffer, Stat.STX_SIZE, Width.DOUBLE, node.content.length);
    put(memory, buffer, Stat.STX_CTIME_SEC, Width.DOUBLE, node.changed);
    put(memory, buffer, Stat.STX_CTIME_NSEC, Width.WORD, node.changedNanoseconds);
    put(memory, buffer, Stat.STX_MTIME_SEC, Width.DOUBLE, node.modified);
    put(memory, buffer, Stat.STX_MTIME_NSEC, Width.WORD, node.modifiedNanoseconds);
    put(memory, buffer, Stat.STX_DEV_MAJOR, Width.WORD, node.state().major());
    put(memory, buffer, Stat.STX_DEV_MINOR, Width.WORD, node.state().minor());
    return 0;
  }

  private static void put(Memory memory, long buffer, Constant offset, Width width, long value) {
    memory.store(buffer + offset.value(), width, value);
  }

  private long close(long fd) {
    open.remove(fd);
    return 0;
  }

  private long memfdCreate() {
    return host.memoryIsExecutable
        ? opened(new Node(1, Node.REGULAR, host.user, 0777), "memory")
        : -Errno.EACCES.number();
  }

  private long sendfile(long to, long from, long count) {
    byte[] content = node(from).content;
    int length = (int) Math.min(Math.min(count, content.length), isMemory(to) ? count : host.room);
    node(to).content = Arrays.copyOf(content, length);
    return length;
  }

  private boolean isMemory(long fd) {
    return "memory".equals(paths.get(fd));
  }

  private long fcntl(long fd, long operation, long argument) {
    if (operation != Fcntl.F_DUPFD_CLOEXEC.value()) {
      return 0;
    }
    return open.containsKey(fd)
        ? opened(node(fd), Objects.requireNonNull(paths.get(fd)), argument)
        : -Errno.EBADF.number();
  }

  private long dup3(long from, long to) {
    if (!open.containsKey(from)) {
      return -Errno.EBADF.number();
    }
    open.put(to, node(from));
    paths.put(to, Objects.requireNonNull(paths.get(from)));
    return to;
  }

  private long mmap(List<Long> a, Memory memory) {
    long address = nextAddress;
    long size = Math.max(a.get(1), 8);
    memory.mapAnonymous(address, false, size);
    if (a.get(4) >= 0) {
      memory.write(address, Arrays.copyOf(node(a.get(4)).content, a.get(1).intValue()));
    }
    nextAddress += size + 0x1000;
    return address;
  }

  private long utimensat(long fd) {
    node(fd).modified = Long.MAX_VALUE;
    return 0;
  }

  private long waitid(long siginfo, Memory memory) {
    memory.store(siginfo + 8, Width.WORD, host.compilerStatus < 0 ? 2 : 1);
    memory.store(siginfo + 24, Width.WORD, Math.abs(host.compilerStatus));
    return 0;
  }

  private long write(long fd, byte[] bytes) {
    Node node = node(fd);
    byte[] all = Arrays.copyOf(node.content, node.content.length + bytes.length);
    System.arraycopy(bytes, 0, all, node.content.length, bytes.length);
    node.content = all;
    return bytes.length;
  }

  private long writev(List<Long> a, Memory memory) {
    for (long i = 0; i < a.get(2); i++) {
      long base = memory.load(a.get(1) + i * 16, Width.DOUBLE);
      long length = memory.load(a.get(1) + i * 16 + 8, Width.DOUBLE);
      told.add(new String(memory.read(base, (int) length), StandardCharsets.UTF_8));
    }
    return 0;
  }

  private long renameat(List<Long> a, Memory memory) {
    Node node = host.files.remove(path(a.get(0), string(memory, a.get(1))));
    host.files.put(path(a.get(2), string(memory, a.get(3))), Objects.requireNonNull(node));
    return 0;
  }

  long unlinkat(long at, String name) {
    return host.files.remove(path(at, name)) == null ? -Errno.ENOENT.number() : 0;
  }

  /** The script: as a child it compiles. */
  private long execve(List<Long> a, Memory memory) {
    if (isChild) {
      String environment = strings(memory, a.get(2));
      if (!environment.startsWith("[CDLC_EXECUTABLE=/proc/self/fd/3")) {
        throw new IllegalStateException(environment);
      }
      compile();
    }
    executed =
        "%s %s %s"
            .formatted(
                string(memory, a.get(0)), strings(memory, a.get(1)), strings(memory, a.get(2)));
    return 0;
  }

  private void compile() {
    if (host.compilerStatus == 0 && host.compilerWrites) {
      byte[] executable = LaunchHost.bytes(LaunchHost.EXECUTABLE);
      node(3).content =
          host.seen.map(seen -> SeenInputs.append(executable, seen)).orElse(executable);
    }
  }

  long execveat(List<Long> a, Memory memory) {
    String content = new String(node(a.get(0)).content, StandardCharsets.UTF_8);
    if (!content.startsWith(LaunchHost.EXECUTABLE)) {
      return -Errno.ENOEXEC.number();
    }
    executed =
        (isMemory(a.get(0)) ? "memory " : "file ")
            + LaunchHost.EXECUTABLE
            + " "
            + strings(memory, a.get(2));
    return 0;
  }

  private long exit(long with) {
    status = with;
    return 0;
  }

  Node node(long fd) {
    return Objects.requireNonNull(open.get(fd));
  }

  static String string(Memory memory, long address) {
    return new String(memory.readString(address), StandardCharsets.UTF_8);
  }

  static String strings(Memory memory, long address) {
    List<String> strings = new ArrayList<>();
    for (long at = address; memory.load(at, Width.DOUBLE) != 0; at += 8) {
      strings.add(string(memory, memory.load(at, Width.DOUBLE)));
    }
    return strings.toString();
  }
}
