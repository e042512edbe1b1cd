package dev.cdlc.codegen.seccomp;

import static dev.cdlc.codegen.seccomp.BpfInstruction.Operation.JUMP_IF_EQUAL;
import static dev.cdlc.codegen.seccomp.BpfInstruction.Operation.JUMP_IF_GREATER_OR_EQUAL;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SyscallAbi;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles a filter for one machine: which AUDIT_ARCH, then a binary search among ranges of
 * numbers, then tests of arguments.
 */
public final class FilterCompiler {
  private final BackwardAssembler assembler = new BackwardAssembler();
  private final Map<Ruling, Integer> places = new HashMap<>();

  private FilterCompiler() {}

  /**
   * The program of a filter.
   *
   * @param machine the machine's own ABI
   */
  public static List<BpfInstruction> compile(SeccompFilter filter, SyscallAbi machine) {
    Set<SyscallAbi> listed = EnumSet.of(machine);
    listed.addAll(filter.abis());
    return new FilterCompiler().program(new Rulings(filter), machine.ofSameMachine(), listed);
  }

  private List<BpfInstruction> program(
      Rulings rulings, List<SyscallAbi> machine, Set<SyscallAbi> listed) {
    int next = assembler.answer(Answers.of(new SeccompAction.KillThread()));
    for (int auditArch : auditArchs(machine, listed).reversed()) {
      List<SyscallAbi> abis = machine.stream().filter(abi -> abi.auditArch() == auditArch).toList();
      places.clear();
      int numbers = search(Numbers.ranges(rulings, abis, listed));
      int load = assembler.load(SeccompData.NUMBER, numbers);
      next = assembler.jumpIf(JUMP_IF_EQUAL, auditArch, load, next);
    }
    assembler.load(SeccompData.ARCHITECTURE, next);
    return assembler.program();
  }

  private static List<Integer> auditArchs(List<SyscallAbi> machine, Set<SyscallAbi> listed) {
    return machine.stream().filter(listed::contains).map(SyscallAbi::auditArch).distinct().toList();
  }

  private int search(List<Numbers.Range> ranges) {
    if (ranges.size() == 1) {
      return place(ranges.getFirst().ruling());
    }
    if (ranges.size() == 3 && isIsland(ranges.get(1), ranges)) {
      int around = place(ranges.getFirst().ruling());
      int island = place(ranges.get(1).ruling());
      return assembler.jumpIf(JUMP_IF_EQUAL, (int) ranges.get(1).first(), island, around);
    }
    int middle = ranges.size() / 2;
    int above = search(ranges.subList(middle, ranges.size()));
    int below = search(ranges.subList(0, middle));
    return assembler.jumpIf(
        JUMP_IF_GREATER_OR_EQUAL, (int) ranges.get(middle).first(), above, below);
  }

  /** One number among others that all have another ruling. */
  private static boolean isIsland(Numbers.Range middle, List<Numbers.Range> ranges) {
    return middle.first() == middle.last()
        && ranges.getFirst().ruling().equals(ranges.getLast().ruling());
  }

  private int place(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Always(SeccompAction action) -> assembler.answer(Answers.of(action));
      case Ruling.Depends depends -> {
        Integer known = places.get(depends);
        yield known != null ? known : remember(depends);
      }
    };
  }

  private int remember(Ruling.Depends depends) {
    ArgumentCode code = new ArgumentCode(assembler);
    int place = assembler.answer(Answers.of(depends.otherwise()));
    for (Ruling.Branch branch : depends.branches().reversed()) {
      int yes = assembler.answer(Answers.of(branch.action()));
      place = code.all(branch.tests(), yes, place);
    }
    places.put(depends, place);
    return place;
  }
}
