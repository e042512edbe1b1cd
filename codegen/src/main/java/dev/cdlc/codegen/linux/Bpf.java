package dev.cdlc.codegen.linux;

import dev.cdlc.codegen.program.Operand.Constant;

/** linux/bpf.h. */
public final class Bpf {
  public static final Constant BPF_PROG_LOAD = new Constant(5, "BPF_PROG_LOAD");
  public static final Constant BPF_PROG_ATTACH = new Constant(8, "BPF_PROG_ATTACH");
  public static final Constant BPF_PROG_DETACH = new Constant(9, "BPF_PROG_DETACH");
  public static final Constant BPF_PROG_GET_FD_BY_ID = new Constant(13, "BPF_PROG_GET_FD_BY_ID");
  public static final Constant BPF_PROG_QUERY = new Constant(16, "BPF_PROG_QUERY");
  public static final Constant BPF_PROG_TYPE_CGROUP_DEVICE =
      new Constant(15, "BPF_PROG_TYPE_CGROUP_DEVICE");
  public static final Constant BPF_CGROUP_DEVICE = new Constant(6, "BPF_CGROUP_DEVICE");
  public static final Constant BPF_F_ALLOW_MULTI = new Constant(2, "BPF_F_ALLOW_MULTI");

  private Bpf() {}
}
