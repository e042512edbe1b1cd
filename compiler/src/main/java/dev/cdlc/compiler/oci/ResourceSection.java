package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.CgroupFile;
import dev.cdlc.compiler.model.HugePages;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Network;
import dev.cdlc.compiler.model.Network.InterfacePriority;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Rdma;
import dev.cdlc.compiler.model.Resources;
import dev.cdlc.compiler.oci.OciResources.HugepageLimit;
import dev.cdlc.compiler.oci.OciResources.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Emits {@code linux.resources}. */
record ResourceSection(Resources asked, Places places) {
  private static final String POINTER = "/linux/resources";
  private static final long UNLIMITED = -1;

  /** Empty where nothing is limited. */
  Optional<OciResources> resources() {
    Optional<CpuSection> cpu = asked.cpu().map(said -> new CpuSection(said, places));
    var resources =
        new OciResources(
            unified(cpu),
            new DeviceSection(asked, places).rules(),
            pids(),
            asked.io().flatMap(io -> new BlockIoSection(io, places).blockIo()),
            cpu.flatMap(CpuSection::cpu),
            hugepages(),
            asked.memory().flatMap(memory -> new MemorySection(memory, places).memory()),
            network(asked.network()),
            rdma());
    return Optional.of(resources).filter(some -> !some.equals(OciResources.NONE));
  }

  private SortedMap<String, String> unified(Optional<CpuSection> cpu) {
    var unified = new TreeMap<String, String>();
    cpu.ifPresent(said -> said.weight(unified));
    for (Located<CgroupFile> file : asked.cgroupFiles()) {
      String name = file.value().name();
      places.note(POINTER + "/unified/" + name, file.span());
      unified.put(name, file.value().value());
    }
    return unified;
  }

  private Optional<OciResources.Pids> pids() {
    return asked
        .pids()
        .map(limit -> new OciResources.Pids(tasks(places.note(POINTER + "/pids", limit))));
  }

  private static long tasks(PidsLimit limit) {
    return switch (limit) {
      case PidsLimit.Tasks(var count) -> count;
      case PidsLimit.Unlimited() -> UNLIMITED;
    };
  }

  private List<HugepageLimit> hugepages() {
    List<HugepageLimit> limits = new ArrayList<>();
    for (Located<HugePages> located : asked.hugepages()) {
      HugePages pages = places.note(POINTER + "/hugepageLimits/" + limits.size(), located);
      limits.add(new HugepageLimit(pages.pageSize(), pages.limitBytes()));
    }
    return limits;
  }

  private Optional<OciResources.Network> network(Network network) {
    Optional<Long> classId =
        network.classId().map(id -> places.note(POINTER + "/network/classID", id));
    List<Priority> priorities = new ArrayList<>();
    for (Located<InterfacePriority> located : network.priorities()) {
      InterfacePriority said =
          places.note(POINTER + "/network/priorities/" + priorities.size(), located);
      priorities.add(new Priority(said.name(), said.priority()));
    }
    return Optional.of(new OciResources.Network(classId, priorities))
        .filter(some -> classId.isPresent() || !priorities.isEmpty());
  }

  private SortedMap<String, OciResources.Rdma> rdma() {
    var devices = new TreeMap<String, OciResources.Rdma>();
    for (Located<Rdma> located : asked.rdma()) {
      String device = located.value().device();
      Rdma limits = places.note(POINTER + "/rdma/" + device, located);
      devices.put(
          device,
          new OciResources.Rdma(
              limits.handles().map(Located::value), limits.objects().map(Located::value)));
    }
    return devices;
  }
}
