package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.routine.Breach;
import dev.cdlc.codegen.routine.Hierarchy;
import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The limits of a container that somebody who wonders why it died wants to hear of. */
enum Breaches {
  MEMORY("memory.max", "memory.oom_control", "memory.events", "oom_kill", Fault.OUT_OF_MEMORY) {
    @Override
    String text(String limit) {
      return "the kernel killed processes of the container, for its memory limit of %s bytes"
          .formatted(limit);
    }
  },
  PIDS("pids.max", "pids.events", "pids.events", "max", Fault.OUT_OF_PIDS) {
    @Override
    String text(String limit) {
      return "the container wanted to start more processes and threads than its limit of " + limit;
    }
  };

  private static final String NO_LIMIT = "max";

  private final String limitFile;
  private final String fileV1;
  private final String fileV2;
  private final String event;
  private final Fault fault;

  Breaches(String limitFile, String fileV1, String fileV2, String event, Fault fault) {
    this.limitFile = limitFile;
    this.fileV1 = fileV1;
    this.fileV2 = fileV2;
    this.event = event;
    this.fault = fault;
  }

  /** What the container did, by the limit's value. */
  abstract String text(String limit);

  /** Those of one step. */
  static List<Breach> of(Lowering l, SupervisorAction.LimitCgroup action) {
    return Stream.of(values()).flatMap(breach -> breach.in(l, action).stream()).toList();
  }

  private Optional<Breach> in(Lowering l, SupervisorAction.LimitCgroup action) {
    return action.v2().stream()
        .filter(file -> file.name().equals(limitFile))
        .map(CgroupFile::value)
        .filter(limit -> !limit.equals(NO_LIMIT))
        .findFirst()
        .map(
            limit ->
                new Breach(
                    l.siteOfEnd(fault, text(limit)),
                    Hierarchy.of(action.controller()),
                    fileV1,
                    fileV2,
                    event,
                    action.dispensable()));
  }
}
