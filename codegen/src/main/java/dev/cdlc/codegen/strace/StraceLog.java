package dev.cdlc.codegen.strace;

import dev.cdlc.codegen.program.Syscall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log that {@code strace -f -v -s 4096 -X verbose -o FILE} wrote ({@code -X raw} will do), split
 * by process, in order of their first call. Calls that another process interrupted are whole again,
 * of a call that a signal made the kernel repeat only the last remains, and the execve(2) by which
 * strace(1) itself starts the first process is left out.
 */
public final class StraceLog {
  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern UNFINISHED = Pattern.compile("(.*?) ?<unfinished \\.\\.\\.>");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern KILLED = Pattern.compile("\\+\\+\\+ killed by .*");

  private final SequencedMap<Long, List<TracedCall>> calls = new LinkedHashMap<>();
  private final Map<Long, Started> unfinished = new HashMap<>();
  private final Set<Long> killed = new HashSet<>();

  /** The first part of a call that has not returned yet. */
  private record Started(int line, String text) {}

  private StraceLog() {}

  public static StraceLog parse(String text) {
    StraceLog log = new StraceLog();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        log.add(Long.parseLong(matcher.group(1)), number, matcher.group(2));
      }
    }
    log.unfinished.forEach((pid, started) -> log.addCall(pid, started.line, started.text));
    log.dropStart();
    return log;
  }

  private void dropStart() {
    if (!calls.isEmpty()) {
      List<TracedCall> first = calls.firstEntry().getValue();
      if (first.getFirst().name().equals(Syscall.EXECVE.kernelName())) {
        first.removeFirst();
      }
    }
  }

  List<TracedProcess> processes() {
    return calls.entrySet().stream()
        .map(
            entry ->
                new TracedProcess(
                    entry.getKey(), entry.getValue(), killed.contains(entry.getKey())))
        .toList();
  }

  private void add(long pid, int number, String text) {
    Matcher start = UNFINISHED.matcher(text);
    Matcher end = RESUMED.matcher(text);
    if (start.matches()) {
      unfinished.put(pid, new Started(number, start.group(1)));
    } else if (end.matches()) {
      Optional.ofNullable(unfinished.remove(pid))
          .ifPresent(started -> addCall(pid, started.line, started.text + end.group(1)));
    } else if (KILLED.matcher(text).matches()) {
      killed.add(pid);
    } else {
      addCall(pid, number, text);
    }
  }

  private void addCall(long pid, int line, String text) {
    TracedCall.parse(line, text)
        .ifPresent(call -> add(calls.computeIfAbsent(pid, _ -> new ArrayList<>()), call));
  }

  private static void add(List<TracedCall> calls, TracedCall call) {
    boolean repeats =
        !calls.isEmpty() && calls.getLast().outcome() instanceof TracedCall.Outcome.Restarts;
    if (!repeats) {
      calls.add(call);
    } else if (call.name().equals("restart_syscall")) {
      calls.add(calls.removeLast().endingAs(call));
    } else {
      calls.removeLast();
      calls.add(call);
    }
  }
}
