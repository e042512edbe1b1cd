package dev.cdlc.plan;

/** The modes of set_mempolicy(2), by their numbers in linux/mempolicy.h. */
public enum MemoryPolicyMode {
  DEFAULT(0),
  PREFERRED(1),
  BIND(2),
  INTERLEAVE(3),
  LOCAL(4),
  PREFERRED_MANY(5),
  WEIGHTED_INTERLEAVE(6);

  private final int number;

  MemoryPolicyMode(int number) {
    this.number = number;
  }

  /** The mode's number for set_mempolicy(2). */
  public int number() {
    return number;
  }

  /** As C and runtime-spec write it: {@code MPOL_BIND}. */
  public String constantName() {
    return "MPOL_" + name();
  }

  /** The flags that a mode may have, by their bits in linux/mempolicy.h. */
  public enum Flag {
    STATIC_NODES(1 << 15),
    RELATIVE_NODES(1 << 14),
    NUMA_BALANCING(1 << 13);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    /** The flag's bit, which is ORed to the mode. */
    public int bit() {
      return bit;
    }

    /** As C and runtime-spec write it: {@code MPOL_F_STATIC_NODES}. */
    public String constantName() {
      return "MPOL_F_" + name();
    }
  }
}
