package dev.cdlc.codegen.program;

import java.util.List;

/**
 * What the executable runs: a main sequence, the routines that it calls by name, and the data that
 * they address. The same for every architecture; see {@link Instruction}.
 *
 * @param process what people call the process that runs the main sequence: {@code supervisor}
 */
public record Program(
    String process, List<Instruction> main, List<Routine> routines, List<Datum> data) {
  public Program {
    main = List.copyOf(main);
    routines = List.copyOf(routines);
    data = List.copyOf(data);
  }

  /**
   * The routine of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Routine routine(String name) {
    return routines.stream()
        .filter(routine -> routine.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no routine is named " + name));
  }

  /**
   * The datum of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Datum datum(String name) {
    return data.stream()
        .filter(datum -> datum.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no datum is named " + name));
  }
}
