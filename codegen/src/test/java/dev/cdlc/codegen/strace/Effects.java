package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.interpreter.Memory;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Syscall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a traced call left in the memory of its process, as far as strace(1) shows it. */
record Effects(TracedCall traced, List<Long> arguments, Memory memory) {
  private static final Pattern PIDFD = Pattern.compile("=> \\{pidfd=\\[(\\d+)\\]");
  private static final Pattern READY = Pattern.compile("\\{fd=(\\d+), revents=0x(\\p{XDigit}+)");
  private static final Pattern RECEIVED = Pattern.compile("cmsg_data=\\[(\\d+)\\]");
  private static final int MSG_CONTROL = 32;
  private static final int CMSG_DATA = 16;
  private static final int MAP_SHARED = 1;
  private static final int POLLFD_BYTES = 8;
  private static final int REVENTS = 6;

  void apply(Syscall syscall) {
    switch (syscall) {
      case PIPE2 -> storeDescriptors(0);
      case SOCKETPAIR -> storeDescriptors(3);
      case GETRANDOM -> storeText(0);
      case READ -> storeText(1);
      case READLINKAT -> storeText(2);
      case GETDENTS64 -> storeEntries();
      case STATFS, FSTATFS -> storeStatfs();
      case STATX -> storeStatx();
      case CLONE3 -> storePidfd();
      case MMAP -> map();
      case PPOLL -> storeReady();
      case PRLIMIT64 -> storeLimits();
      case RECVMSG -> storeReceived();
      case WAITID -> storeSiginfo();
      default -> {}
    }
  }

  private void storeDescriptors(int argument) {
    storeWords(arguments.get(argument), elements(argument));
  }

  /** The fd behind the header of the control message that {@code msg_control} points to. */
  private void storeReceived() {
    Matcher matcher = RECEIVED.matcher(traced.text());
    if (matcher.find()) {
      long control = memory.load(arguments.get(1) + MSG_CONTROL, Width.DOUBLE);
      memory.store(control + CMSG_DATA, Width.WORD, Long.parseLong(matcher.group(1)));
    }
  }

  private void storeText(int argument) {
    text(argument).ifPresent(text -> memory.write(arguments.get(argument), latin(text)));
  }

  /** As linux/dirent.h lays struct linux_dirent64 out, one behind the other. */
  private void storeEntries() {
    long next = arguments.get(1);
    for (Value element : elements(1)) {
      if (element instanceof Value.Structure(var fields)) {
        memory.store(next + 8, Width.DOUBLE, number(fields.get("d_off")));
        memory.store(next + 16, Width.HALF, number(fields.get("d_reclen")));
        memory.store(next + 18, Width.BYTE, number(fields.get("d_type")));
        if (fields.get("d_name") instanceof Value.Text(String name, _)) {
          memory.write(next + 19, latin(name + "\0"));
        }
        next += number(fields.get("d_reclen"));
      }
    }
  }

  private static long number(@Nullable Value value) {
    return value instanceof Value.Numeral(long number) ? number : 0;
  }

  private void storeStatfs() {
    storeField("f_type", 0, Width.DOUBLE);
  }

  /** As linux/stat.h lays struct statx out. */
  private void storeStatx() {
    storeField("stx_uid", 20, Width.WORD);
    storeField("stx_gid", 24, Width.WORD);
    storeField("stx_mode", 28, Width.HALF);
    storeField("stx_ino", 32, Width.DOUBLE);
    storeField("stx_rdev_major", 128, Width.WORD);
    storeField("stx_rdev_minor", 132, Width.WORD);
  }

  private void storeWords(long address, List<Value> words) {
    long next = address;
    for (Value word : words) {
      if (word instanceof Value.Numeral(long number)) {
        memory.store(next, Width.WORD, number);
      }
      next += Width.WORD.bytes();
    }
  }

  /** Into the field {@code pidfd} of struct clone_args, which holds the address of it. */
  private void storePidfd() {
    Matcher matcher = PIDFD.matcher(traced.text());
    if (matcher.find()) {
      long address = memory.load(arguments.getFirst() + Long.BYTES, Width.DOUBLE);
      memory.store(address, Width.WORD, Long.parseLong(matcher.group(1)));
    }
  }

  private void map() {
    if (traced.outcome() instanceof TracedCall.Outcome.Returned(long address)) {
      boolean shared = (arguments.get(3) & MAP_SHARED) != 0;
      memory.mapAnonymous(address, shared, arguments.get(1));
    }
  }

  private void storeReady() {
    long count = arguments.get(1);
    for (long index = 0; index < count; index++) {
      long entry = arguments.getFirst() + index * POLLFD_BYTES;
      memory.store(entry + REVENTS, Width.HALF, ready(memory.load(entry, Width.WORD)));
    }
  }

  private long ready(long descriptor) {
    return READY
        .matcher(traced.text())
        .results()
        .filter(result -> Long.parseLong(result.group(1)) == descriptor)
        .mapToLong(result -> Long.parseLong(result.group(2), 16))
        .findFirst()
        .orElse(0);
  }

  /** As linux/resource.h lays struct rlimit64 out. */
  private void storeLimits() {
    if (arguments.get(3) != 0) {
      storeField("rlim_cur", 0, Width.DOUBLE);
      storeField("rlim_max", 8, Width.DOUBLE);
    }
  }

  /** As asm-generic/siginfo.h lays it out for SIGCHLD. */
  private void storeSiginfo() {
    storeField("si_signo", 0, Width.WORD);
    storeField("si_code", 8, Width.WORD);
    storeField("si_pid", 16, Width.WORD);
    storeField("si_uid", 20, Width.WORD);
    storeField("si_status", 24, Width.WORD);
  }

  private void storeField(String name, int offset, Width width) {
    for (int index = 0; index < traced.arguments().size(); index++) {
      if (traced.arguments().get(index) instanceof Value.Structure(var fields)
          && fields.get(name) instanceof Value.Numeral(long number)) {
        memory.store(arguments.get(index) + offset, width, number);
      }
    }
  }

  private List<Value> elements(int index) {
    return traced.arguments().get(index) instanceof Value.Sequence(List<Value> elements)
        ? elements
        : List.of();
  }

  private Optional<String> text(int index) {
    return traced.arguments().get(index) instanceof Value.Text(String text, _)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
