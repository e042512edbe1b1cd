package dev.cdlc.codegen.seccomp;

import dev.cdlc.codegen.seccomp.BpfInstruction.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a program together from its end, since every jump of classic BPF leads forward. A place is
 * how many instructions the program has from there on; each method adds one that goes on at the
 * places it is given, with what else it takes to get there.
 */
final class BackwardAssembler {
  private final List<BpfInstruction> reversed = new ArrayList<>();

  /** For each answer the place that returns it and was added last. */
  private final Map<Integer, Integer> returns = new HashMap<>();

  /** Gives the answer. */
  int answer(int answer) {
    Integer place = returns.get(answer);
    return place != null ? place : add(new BpfInstruction(Operation.RETURN, 0, 0, answer));
  }

  /** Loads 32 bits of {@code struct seccomp_data}. */
  int load(int offset, int next) {
    comeTo(next);
    return add(new BpfInstruction(Operation.LOAD, 0, 0, offset));
  }

  int and(int mask, int next) {
    comeTo(next);
    return add(new BpfInstruction(Operation.AND, 0, 0, mask));
  }

  int jumpIf(Operation comparison, int k, int yes, int no) {
    int nearYes = bringNear(yes, BpfInstruction.FARTHEST_JUMP - 1);
    int nearNo = bringNear(no, BpfInstruction.FARTHEST_JUMP);
    int jumpTrue = reversed.size() - nearYes;
    return add(new BpfInstruction(comparison, jumpTrue, reversed.size() - nearNo, k));
  }

  List<BpfInstruction> program() {
    return List.copyOf(reversed.reversed());
  }

  /** Lets the next instruction to be added be followed by that place. */
  private void comeTo(int place) {
    if (place != reversed.size()) {
      add(new BpfInstruction(Operation.JUMP, 0, 0, reversed.size() - place));
    }
  }

  /** A place that does the same and is no farther than {@code most} from the next instruction. */
  private int bringNear(int place, int most) {
    if (reversed.size() - place <= most) {
      return place;
    }
    BpfInstruction target = reversed.get(place - 1);
    if (target.operation() != Operation.RETURN) {
      return add(new BpfInstruction(Operation.JUMP, 0, 0, reversed.size() - place));
    }
    int latest = returns.getOrDefault(target.k(), place);
    return reversed.size() - latest <= most ? latest : add(target);
  }

  private int add(BpfInstruction instruction) {
    reversed.add(instruction);
    if (instruction.operation() == Operation.RETURN) {
      returns.put(instruction.k(), reversed.size());
    }
    return reversed.size();
  }
}
