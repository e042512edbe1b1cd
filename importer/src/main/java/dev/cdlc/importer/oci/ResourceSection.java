package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says {@code linux.resources}, {@code linux.cgroupsPath} and {@code linux.intelRdt}. */
final class ResourceSection {
  private static final BigInteger UNLIMITED = BigInteger.ONE.negate();

  private ResourceSection() {}

  static List<Statement> cgroup(JsonNode path) {
    return NamespaceSection.text("cgroup", path);
  }

  static List<Statement> resources(JsonNode resources) {
    return Stream.of(
            new CpuSection(resources).statements(),
            memory(resources.path("memory")),
            pids(resources.path("pids")),
            io(resources.path("blockIO")),
            hugepages(resources.path("hugepageLimits")),
            network(resources.path("network")),
            rdma(resources.path("rdma")),
            files(resources.path("unified")))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Statement> memory(JsonNode memory) {
    Optional<BigInteger> limit = Json.number(memory, "limit");
    List<Statement> block = new ArrayList<>();
    block.addAll(bytes(memory, "reservation", "reservation"));
    swap(memory, limit).ifPresent(block::add);
    block.addAll(bytes(memory, "kernel", "kernel"));
    block.addAll(bytes(memory, "kernelTCP", "kernel-tcp"));
    block.addAll(
        ProcessSection.one("swappiness", Json.number(memory, "swappiness").map(Object::toString)));
    block.addAll(toggle("oom-kill", Json.flag(memory, "disableOOMKiller").map(off -> !off)));
    block.addAll(toggle("use-hierarchy", Json.flag(memory, "useHierarchy")));
    block.addAll(toggle("check-before-update", Json.flag(memory, "checkBeforeUpdate")));
    return withLimit("memory", limit.map(ResourceSection::size), block);
  }

  /** The short form where the limit is all that is said. */
  static List<Statement> withLimit(String name, Optional<String> limit, List<Statement> block) {
    if (block.isEmpty()) {
      return ProcessSection.one(name, limit);
    }
    List<Statement> all = new ArrayList<>(ProcessSection.one("limit", limit));
    all.addAll(block);
    return List.of(Statement.of(name).with(all));
  }

  private static Optional<Statement> swap(JsonNode memory, Optional<BigInteger> limit) {
    return Json.number(memory, "swap")
        .map(
            total ->
                limit
                    .filter(bytes -> bytes.signum() > 0 && total.compareTo(bytes) >= 0)
                    .map(bytes -> Statement.of("swap", Amount.bytes(total.subtract(bytes))))
                    .orElseGet(() -> Statement.of("swap", size(total))));
  }

  private static List<Statement> bytes(JsonNode object, String property, String name) {
    return ProcessSection.one(name, Json.number(object, property).map(ResourceSection::size));
  }

  static String size(BigInteger bytes) {
    return bytes.equals(UNLIMITED) ? "unlimited" : Amount.bytes(bytes);
  }

  static List<Statement> toggle(String name, Optional<Boolean> on) {
    return ProcessSection.one(name, on.map(said -> said ? "on" : "off"));
  }

  private static List<Statement> pids(JsonNode pids) {
    return ProcessSection.one(
        "pids",
        Json.number(pids, "limit")
            .map(limit -> limit.equals(UNLIMITED) ? "unlimited" : limit.toString()));
  }

  private static List<Statement> io(JsonNode io) {
    List<Statement> block = new ArrayList<>();
    block.addAll(count(io, "weight", "weight"));
    block.addAll(count(io, "leafWeight", "leaf-weight"));
    Map<String, List<Statement>> devices = new LinkedHashMap<>();
    for (JsonNode device : Json.entries(io.path("weightDevice"))) {
      List<Statement> said = devices.computeIfAbsent(numbers(device), _ -> new ArrayList<>());
      said.addAll(count(device, "weight", "weight"));
      said.addAll(count(device, "leafWeight", "leaf-weight"));
    }
    throttle(io, "throttleReadBpsDevice", "read-bps", "/s", devices);
    throttle(io, "throttleWriteBpsDevice", "write-bps", "/s", devices);
    throttle(io, "throttleReadIOPSDevice", "read-iops", "", devices);
    throttle(io, "throttleWriteIOPSDevice", "write-iops", "", devices);
    devices.forEach((numbers, said) -> block.add(Statement.of("device", numbers).with(said)));
    return block.isEmpty() ? List.of() : List.of(Statement.of("io").with(block));
  }

  private static void throttle(
      JsonNode io, String property, String name, String per, Map<String, List<Statement>> devices) {
    for (JsonNode device : Json.entries(io.path(property))) {
      BigInteger rate = device.path("rate").bigIntegerValue();
      devices
          .computeIfAbsent(numbers(device), _ -> new ArrayList<>())
          .add(Statement.of(name, per.isEmpty() ? rate.toString() : Amount.bytes(rate) + per));
    }
  }

  private static String numbers(JsonNode device) {
    return device.path("major").asString() + ":" + device.path("minor").asString();
  }

  private static List<Statement> count(JsonNode object, String property, String name) {
    return ProcessSection.one(name, Json.number(object, property).map(Object::toString));
  }

  private static List<Statement> hugepages(JsonNode limits) {
    return Json.entries(limits).stream()
        .map(
            limit ->
                Statement.of(
                    "hugepages",
                    limit.path("pageSize").asString("").replaceFirst("B$", "iB"),
                    Amount.bytes(limit.path("limit").bigIntegerValue())))
        .toList();
  }

  private static List<Statement> network(JsonNode network) {
    List<Statement> statements = new ArrayList<>();
    Json.number(network, "classID")
        .map(id -> Statement.of("net-class", "0x" + id.toString(16)))
        .ifPresent(statements::add);
    for (JsonNode priority : Json.entries(network.path("priorities"))) {
      statements.add(
          Statement.of(
              "net-priority",
              Word.of(priority.path("name").asString("")),
              priority.path("priority").asString()));
    }
    return statements;
  }

  private static List<Statement> rdma(JsonNode rdma) {
    return rdma.properties().stream()
        .map(
            device ->
                Statement.of("rdma", Word.of(device.getKey()))
                    .with(
                        Stream.of(
                                count(device.getValue(), "hcaHandles", "handles"),
                                count(device.getValue(), "hcaObjects", "objects"))
                            .flatMap(List::stream)
                            .toList()))
        .toList();
  }

  private static List<Statement> files(JsonNode unified) {
    return unified.properties().stream()
        .filter(file -> !file.getKey().equals(CpuSection.WEIGHT))
        .map(
            file ->
                Statement.of(
                    "cgroup-file", Word.of(file.getKey()), Word.quoted(file.getValue().asString())))
        .toList();
  }

  static List<Statement> rdt(JsonNode rdt) {
    List<Statement> block = new ArrayList<>();
    block.addAll(text(rdt, "closID", "clos-id"));
    block.addAll(text(rdt, "l3CacheSchema", "l3"));
    block.addAll(text(rdt, "memBwSchema", "mem-bw"));
    List<String> schemata = Json.texts(rdt.path("schemata")).stream().map(Word::quoted).toList();
    if (!schemata.isEmpty()) {
      block.add(Statement.listing("schemata", schemata));
    }
    block.addAll(toggle("monitoring", Json.flag(rdt, "enableMonitoring")));
    return block.isEmpty() ? List.of() : List.of(Statement.of("rdt").with(block));
  }

  private static List<Statement> text(JsonNode object, String property, String name) {
    return ProcessSection.one(name, Json.text(object, property).map(Word::of));
  }
}
