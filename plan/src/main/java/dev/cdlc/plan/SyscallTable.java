package dev.cdlc.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The system calls of Linux 6.18 by their names, with their numbers: {@code syscalls.txt}, which is
 * read when a method is called for the first time.
 */
public final class SyscallTable {
  private static final NavigableMap<String, Map<SyscallAbi, Integer>> NUMBERS = read();

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
    Integer number = NUMBERS.getOrDefault(name, Map.of()).get(abi);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static NavigableMap<String, Map<SyscallAbi, Integer>> read() {
    var numbers = new TreeMap<String, Map<SyscallAbi, Integer>>();
    text().lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, numbers));
    return numbers;
  }

  /** A name, then a column for each ABI: a number, or {@code -} where the ABI lacks the call. */
  private static void read(String line, Map<String, Map<SyscallAbi, Integer>> numbers) {
    List<String> words = List.of(line.split(" ", -1));
    var row = new EnumMap<SyscallAbi, Integer>(SyscallAbi.class);
    Iterator<String> column = words.subList(1, words.size()).iterator();
    for (SyscallAbi abi : SyscallAbi.values()) {
      String word = column.next();
      if (!word.equals("-")) {
        row.put(abi, Integer.valueOf(word));
      }
    }
    numbers.put(words.getFirst(), row);
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
