package dev.cdlc.runtime.kernel;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Functions of libc, called by jffi's invoker, on which jnr-ffi stands: the classes that jnr-ffi
 * itself generates for an interface of functions take a tenth of a second when the first is called.
 */
final class Libc {
  private static final Library LIBRARY = Library.getDefault();
  private static final Invoker INVOKER = Invoker.getInstance();

  private static final Map<String, Long> ADDRESSES = new ConcurrentHashMap<>();

  /** By the number of arguments. */
  private static final Map<Integer, CallContext> CONTEXTS = new ConcurrentHashMap<>();

  private Libc() {}

  /**
   * Calls a function that returns an int.
   *
   * @param arguments integers, and addresses of {@link NativeMemory}; at most six
   */
  static int call(String function, long... arguments) {
    return (int) callForLong(function, arguments);
  }

  /** Calls a function that returns a long. */
  static long callForLong(String function, long... arguments) {
    return invoke(
        function, ADDRESSES.computeIfAbsent(function, LIBRARY::getSymbolAddress), arguments);
  }

  /** Calls a function that takes at most six integers, by its address. */
  static long invoke(String function, long address, long... arguments) {
    CallContext context = CONTEXTS.computeIfAbsent(arguments.length, Libc::context);
    return switch (arguments.length) {
      case 0 -> INVOKER.invokeL0(context, address);
      case 1 -> INVOKER.invokeL1(context, address, arguments[0]);
      case 2 -> INVOKER.invokeL2(context, address, arguments[0], arguments[1]);
      case 3 -> INVOKER.invokeL3(context, address, arguments[0], arguments[1], arguments[2]);
      case 4 ->
          INVOKER.invokeL4(
              context, address, arguments[0], arguments[1], arguments[2], arguments[3]);
      case 5 ->
          INVOKER.invokeL5(
              context,
              address,
              arguments[0],
              arguments[1],
              arguments[2],
              arguments[3],
              arguments[4]);
      case 6 ->
          INVOKER.invokeL6(
              context,
              address,
              arguments[0],
              arguments[1],
              arguments[2],
              arguments[3],
              arguments[4],
              arguments[5]);
      default -> throw new IllegalArgumentException(function + " has too many arguments");
    };
  }

  /** What the last function that failed on this thread left in errno. */
  static Errno errno() {
    return new Errno(LastError.getInstance().get());
  }

  /**
   * The result of a call, which is at once to be looked at: errno is soon another's.
   *
   * @throws SyscallException if it is -1
   */
  static int check(long result, Supplier<String> call) throws SyscallException {
    if (result == -1) {
      Errno errno = errno();
      throw new SyscallException(call, errno);
    }
    return Math.toIntExact(result);
  }

  /** An int is passed as a long: whoever takes it looks at the lower half of the register alone. */
  private static CallContext context(int arguments) {
    var types = new Type[arguments];
    Arrays.fill(types, Type.SINT64);
    return CallContext.getCallContext(Type.SINT64, types, CallingConvention.DEFAULT, true);
  }
}
