package dev.cdlc.compiler.registry;

/** Where a statement may stand: at the top of a file, or in the block of another statement. */
public enum Context {
  FILE("at the top of a file"),
  PARAM("in a `param` block"),
  VARIANT("in a `variant` block at the top of a file"),
  STACK("in a `stack` block"),
  NETWORK("in a `network` block"),
  CONTAINER("in a `container` block"),
  MOUNT("in the block of a mount"),
  ID_MAP("in an `idmap` block"),
  USER("in a `user` block"),
  SCHEDULER("in a `scheduler` block"),
  CPU_AFFINITY("in an `exec-cpu-affinity` block"),
  NUMA_POLICY("in a `numa-policy` block"),
  CAPABILITIES("in a `cap` block"),
  CPU("in a `cpu` block"),
  MEMORY("in a `memory` block"),
  IO("in an `io` block"),
  IO_DEVICE("in a `device` block of `io`"),
  RDMA("in an `rdma` block"),
  RDT("in an `rdt` block"),
  HOOK("in a `hook` block"),
  READY("in a `ready` block"),
  FILTER("in a `seccomp` block"),
  FILTER_TESTS("in the block of a rule of `seccomp`"),
  LANDLOCK("in a `landlock` block"),
  LINT("in a `lint` block"),
  LINT_PATHS("in a `paths` block of `lint`"),
  POLICY("in a `policy` block");

  private final String label;

  Context(String label) {
    this.label = label;
  }

  /** As messages name it, as in "`limit` stands in a `cpu` block", without the verb. */
  public String label() {
    return label;
  }
}
