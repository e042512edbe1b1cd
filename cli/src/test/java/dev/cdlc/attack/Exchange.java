package dev.cdlc.attack;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * An attacker on another CPU, who exchanges two names without a pause, so that no one of them is
 * ever missing: renameat2(2) with RENAME_EXCHANGE.
 */
final class Exchange {
  private static final int AT_FDCWD = -100;
  private static final int RENAME_EXCHANGE = 2;

  private final Path one;
  private final Path other;
  private volatile boolean ended;

  private Exchange(Path one, Path other) {
    this.one = one;
    this.other = other;
  }

  /** How often the names were exchanged meanwhile: an even number. */
  static long during(Path one, Path other, Runnable attacked) {
    Exchange exchange = new Exchange(one, other);
    CompletableFuture<Long> times = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> times.complete(exchange.run()));
    try {
      attacked.run();
    } finally {
      exchange.ended = true;
    }
    return times.join();
  }

  private long run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocateFrom(one.toString());
      MemorySegment second = arena.allocateFrom(other.toString());
      MethodHandle call = renameat2();
      long times = 0;
      while (!ended || times % 2 != 0) {
        times += (int) call.invokeExact(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) + 1;
      }
      return times;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // the tests run with --enable-native-access
  private static MethodHandle renameat2() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("renameat2"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
  }
}
