package dev.cdlc.codegen.x86_64;

import dev.cdlc.codegen.machine.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The sizes and offsets of fragments. Every branch starts short; those that cannot reach their
 * label grow, until no other has to. A branch on the same condition to the same label, on the way
 * there, will do as well as the label: it is taken too.
 */
final class Relaxation {
  private static final int SHORT = 2;
  private static final int NEAR = 5;
  private static final int NEAR_CONDITIONAL = 6;

  private final List<Fragment> fragments;
  private final int[] sizes;
  private final int[] offsets;
  private final Map<Label, Integer> places = new HashMap<>();

  Relaxation(List<Fragment> fragments) {
    this.fragments = fragments;
    sizes = fragments.stream().mapToInt(Relaxation::smallest).toArray();
    offsets = new int[fragments.size()];
    do {
      place();
    } while (grow());
  }

  /** Whether the branch at this index is in its short form. */
  boolean isShort(int index) {
    return sizes[index] == SHORT;
  }

  /** From the end of the branch at this index to where it leads. */
  int distance(int index, Fragment.Branch branch) {
    int direct = distance(index, branch.label());
    return isShort(index) && !Encoding.isByte(direct)
        ? distance(index, hop(index, branch).orElseThrow())
        : direct;
  }

  /** From the end of the fragment at this index to the label. */
  int distance(int index, Label label) {
    return place(label) - end(index);
  }

  private int distance(int index, int other) {
    return offsets[other] - end(index);
  }

  private int end(int index) {
    return offsets[index] + sizes[index];
  }

  private int place(Label label) {
    Integer place = places.get(label);
    if (place == null) {
      throw new IllegalStateException("the label was never placed: " + label);
    }
    return place;
  }

  /** The farthest equal branch on the way that a short one reaches. */
  private OptionalInt hop(int index, Fragment.Branch branch) {
    int step = place(branch.label()) > offsets[index] ? 1 : -1;
    OptionalInt farthest = OptionalInt.empty();
    int other = index + step;
    while (other >= 0 && other < sizes.length && Encoding.isByte(distance(index, other))) {
      if (fragments.get(other).equals(branch)) {
        farthest = OptionalInt.of(other);
      }
      other += step;
    }
    return farthest;
  }

  private static int smallest(Fragment fragment) {
    return switch (fragment) {
      case Fragment.Fixed(_, int length) -> length;
      case Fragment.Branch _ -> SHORT;
      case Fragment.CallLabel _ -> NEAR;
      case Fragment.Place _ -> 0;
    };
  }

  private void place() {
    int offset = 0;
    for (int index = 0; index < sizes.length; index++) {
      offsets[index] = offset;
      offset += sizes[index];
      if (fragments.get(index) instanceof Fragment.Place(Label label)) {
        places.put(label, offset);
      }
    }
  }

  private boolean grow() {
    boolean grown = false;
    for (int index = 0; index < sizes.length; index++) {
      if (fragments.get(index) instanceof Fragment.Branch branch
          && isShort(index)
          && !Encoding.isByte(distance(index, branch.label()))
          && hop(index, branch).isEmpty()) {
        sizes[index] = branch.condition().isPresent() ? NEAR_CONDITIONAL : NEAR;
        grown = true;
      }
    }
    return grown;
  }
}
