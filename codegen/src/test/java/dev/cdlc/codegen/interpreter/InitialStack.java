package dev.cdlc.codegen.interpreter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What execve(2) leaves on the stack: argc, argv, NULL, envp, NULL, an auxiliary vector of nothing
 * but AT_NULL, then the strings.
 */
public record InitialStack(List<String> arguments, List<String> environment) {
  private static final long ADDRESS = 0x7ffd_0000_0000L;
  private static final int AUXILIARY_WORDS = 2;

  public InitialStack {
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
  }

  /** Maps the stack; the result is what the stack pointer would be. */
  long mapInto(Memory memory) {
    int words = 1 + arguments.size() + 1 + environment.size() + 1 + AUXILIARY_WORDS;
    int size = words * Long.BYTES + strings().mapToInt(string -> string.length + 1).sum();
    ByteBuffer stack = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    stack.position(words * Long.BYTES);
    stack.putLong(0, arguments.size());
    putStrings(stack, Long.BYTES, arguments);
    putStrings(stack, Long.BYTES * (2 + arguments.size()), environment);
    memory.map(ADDRESS, true, stack.array(), size);
    return ADDRESS;
  }

  private static void putStrings(ByteBuffer stack, int pointers, List<String> strings) {
    int slot = pointers;
    for (String string : strings) {
      stack.putLong(slot, ADDRESS + stack.position());
      stack.put(string.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
      slot += Long.BYTES;
    }
  }

  private Stream<byte[]> strings() {
    return Stream.concat(arguments.stream(), environment.stream())
        .map(string -> string.getBytes(StandardCharsets.UTF_8));
  }
}
