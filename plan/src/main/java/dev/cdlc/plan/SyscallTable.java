package dev.cdlc.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The system calls of Linux 6.18 by their names, with their numbers: {@code syscalls.txt}, which is
 * read when a method is called for the first time.
 */
public final class SyscallTable {
  /** In place of a number. */
  private static final int NONE = -1;

  private static final TreeMap<String, int[]> NUMBERS = read();

  private SyscallTable() {}

  /** All names of all ABIs. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(NUMBERS.navigableKeySet());
  }

  /** Whether any ABI has a call of this name. */
  public static boolean exists(String name) {
    return NUMBERS.containsKey(name);
  }

  /** The call's number, without {@link SyscallAbi#bit()}; none where the ABI lacks it. */
  public static OptionalInt number(String name, SyscallAbi abi) {
    int[] numbers = NUMBERS.get(name);
    return numbers == null || numbers[abi.ordinal()] == NONE
        ? OptionalInt.empty()
        : OptionalInt.of(numbers[abi.ordinal()]);
  }

  private static TreeMap<String, int[]> read() {
    TreeMap<String, int[]> numbers = new TreeMap<>();
    text().lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, numbers));
    return numbers;
  }

  private static void read(String line, Map<String, int[]> numbers) {
    String[] words = line.split(" ", -1);
    int[] row = new int[SyscallAbi.values().length];
    for (int i = 0; i < row.length; i++) {
      String word = words[i + 1];
      row[i] = word.equals("-") ? NONE : Integer.parseInt(word);
    }
    numbers.put(words[0], row);
  }

  private static String text() {
    try (InputStream table = SyscallTable.class.getResourceAsStream("syscalls.txt")) {
      return new String(
          Objects.requireNonNull(table, "syscalls.txt").readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
