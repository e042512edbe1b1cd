package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.CgroupName;
import dev.cdlc.compiler.check.value.Limit;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.CgroupFile;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Resources;
import dev.cdlc.compiler.registry.ResourceKeyword;
import java.util.function.Predicate;

/** What a container's body says of the resources that it may use. */
final class ResourceSection {
  /** PID_MAX_LIMIT of linux/threads.h on 64 bits: pids.max takes no more. */
  private static final long MOST_TASKS = 4_194_304;

  private final Findings findings;
  private final Values values;
  private final Once<String> cgroup;
  private final CpuSection cpu;
  private final MemorySection memory;
  private final Once<PidsLimit> pids;
  private final BlockIoSection io;
  private final HugePagesSection hugepages;
  private final NetworkSection network;
  private final RdmaSection rdma;
  private final Keyed<String, CgroupFile> cgroupFiles;
  private final RdtSection rdt;
  private final DeviceSection devices;

  ResourceSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    cgroup = cells.once("the cgroup");
    cpu = new CpuSection(cells);
    memory = new MemorySection(cells);
    pids = cells.once("the limit of tasks");
    io = new BlockIoSection(cells);
    hugepages = new HugePagesSection(cells);
    network = new NetworkSection(cells);
    rdma = new RdmaSection(cells);
    cgroupFiles = cells.keyed("cgroup-file");
    rdt = new RdtSection(cells);
    devices = new DeviceSection(cells);
  }

  void read(ResourceKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CPU -> cpu.read(arguments);
      case MEMORY -> memory.read(arguments);
      case PIDS -> values.read(arguments.one(0), ResourceSection::tasks).ifPresent(pids::say);
      case CGROUP -> values.read(arguments.one(0), CgroupName::path).ifPresent(cgroup::say);
      case CGROUP_FILE -> cgroupFile(arguments);
      case IO -> io.read(arguments);
      case HUGEPAGES -> hugepages.read(arguments);
      case NET_CLASS -> network.readClass(arguments);
      case NET_PRIORITY -> network.readPriority(arguments);
      case RDMA -> rdma.read(arguments);
      case RDT -> rdt.read(arguments);
      case DEVICE -> devices.device(arguments);
      case DEVICE_RULE_ALLOW -> devices.allow(arguments);
      case DEVICE_RULE_DENY -> devices.deny(arguments);
    }
  }

  Resources value() {
    return new Resources(
        cgroup.value(),
        cpu.value(),
        memory.value(),
        pids.value(),
        io.value(),
        hugepages.values(),
        network.value(),
        rdma.values(),
        cgroupFiles.values(),
        rdt.value(),
        devices.devices(),
        devices.rules());
  }

  /** Reports what only the values together can show. */
  void finish(Predicate<String> known) {
    if (known.test("cpu")) {
      cpu.finish();
    }
    if (known.test("memory")) {
      memory.finish();
    }
    if (known.test("rdt")) {
      rdt.finish();
    }
    new CgroupFileCoherence(value(), findings).check();
  }

  private void cgroupFile(Arguments arguments) {
    String text = arguments.one(1).text();
    values
        .read(arguments.one(0), CgroupName::file)
        .ifPresent(
            name ->
                cgroupFiles.say(
                    name.value(),
                    new Located<>(new CgroupFile(name.value(), text), arguments.span()),
                    "the file `" + name.value() + "` is written twice"));
  }

  private static Reading<PidsLimit> tasks(String text) {
    return Limit.read(text, number -> WholeNumber.read(number, 1, MOST_TASKS))
        .map(
            count ->
                count.<PidsLimit>map(PidsLimit.Tasks::new).orElseGet(PidsLimit.Unlimited::new));
  }
}
