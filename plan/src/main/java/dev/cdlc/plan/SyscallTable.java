package dev.cdlc.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The system calls of Linux 6.18 by their names, with their numbers: {@code syscalls.txt}, which is
 * read when a method is called for the first time.
 */
public final class SyscallTable {
  private static final SortedSet<String> NAMES = new TreeSet<>();

  private static final Map<SyscallAbi, Map<String, Integer>> NUMBERS =
      new EnumMap<>(SyscallAbi.class);

  static {
    for (String line : text().split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(List.of(line.split(" ", -1)));
      }
    }
  }

  private SyscallTable() {}

  /** All names of all ABIs. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(NAMES);
  }

  /** Whether any ABI has a call of this name. */
  public static boolean exists(String name) {
    return NAMES.contains(name);
  }

  /** The call's number, without {@link SyscallAbi#bit()}; none where the ABI lacks it. */
  public static OptionalInt number(String name, SyscallAbi abi) {
    Integer number = numbers(abi).get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The numbers of all calls that the ABI has, by their names. */
  public static Map<String, Integer> numbers(SyscallAbi abi) {
    return Collections.unmodifiableMap(NUMBERS.getOrDefault(abi, Map.of()));
  }

  /** A name, then a column for each ABI: a number, or {@code -} where the ABI lacks the call. */
  private static void read(List<String> words) {
    String name = words.getFirst();
    NAMES.add(name);
    Iterator<String> column = words.subList(1, words.size()).iterator();
    for (SyscallAbi abi : SyscallAbi.values()) {
      String word = column.next();
      if (!word.equals("-")) {
        NUMBERS.computeIfAbsent(abi, _ -> new LinkedHashMap<>()).put(name, Integer.valueOf(word));
      }
    }
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
