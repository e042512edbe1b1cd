package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.oci.OciConfig.Capabilities;
import dev.cdlc.compiler.oci.OciConfig.ConsoleSize;
import dev.cdlc.compiler.oci.OciConfig.CpuAffinity;
import dev.cdlc.compiler.oci.OciConfig.IoPriority;
import dev.cdlc.compiler.oci.OciConfig.Rlimit;
import dev.cdlc.compiler.oci.OciConfig.Scheduler;
import dev.cdlc.compiler.oci.OciConfig.Terminal;
import dev.cdlc.compiler.oci.OciConfig.User;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reads {@code process}. */
record ReadProcess(Origins origins, Consumer<Diagnostic> diagnostics) {
  private static final Capabilities NO_CAPABILITIES =
      new Capabilities(List.of(), List.of(), List.of(), List.of(), List.of());

  OciConfig.Process process(JsonFields process) {
    return new OciConfig.Process(
        new Terminal(
            process.isSet("terminal"), process.object("consoleSize").map(ReadProcess::size)),
        process.text("cwd", "/"),
        process.texts("env"),
        process.texts("args"),
        process.objects("rlimits", ReadProcess::rlimit),
        process.text("apparmorProfile"),
        process.object("capabilities").map(this::capabilities).orElse(NO_CAPABILITIES),
        process.isSet("noNewPrivileges"),
        process.small("oomScoreAdj"),
        process.object("scheduler").map(ReadProcess::scheduler),
        process.text("selinuxLabel"),
        process.object("ioPriority").map(ReadProcess::ioPriority),
        process.object("execCPUAffinity").map(ReadProcess::affinity),
        process
            .object("user")
            .map(ReadProcess::user)
            .orElse(new User(0, 0, OptionalInt.empty(), List.of())));
  }

  private static ConsoleSize size(JsonFields size) {
    return new ConsoleSize(size.number("height", 0), size.number("width", 0));
  }

  private static Rlimit rlimit(JsonFields rlimit) {
    return new Rlimit(rlimit.text("type", ""), rlimit.number("soft", 0), rlimit.number("hard", 0));
  }

  private Capabilities capabilities(JsonFields sets) {
    List<Capability> inheritable = capabilities(sets, "inheritable");
    List<Capability> permitted = capabilities(sets, "permitted");
    List<Capability> possible = inheritable.stream().filter(permitted::contains).toList();
    return new Capabilities(
        capabilities(sets, "effective"),
        capabilities(sets, "bounding"),
        inheritable,
        permitted,
        ambient(capabilities(sets, "ambient"), possible));
  }

  /**
   * The kernel takes no other, see capabilities(7); `runc spec` writes some, and passes over them.
   */
  private List<Capability> ambient(List<Capability> said, List<Capability> possible) {
    if (!possible.containsAll(said)) {
      ignore(
          "/process/capabilities/ambient",
          "ambient capabilities are left out that are not both inheritable and permitted");
    }
    return said.stream().filter(possible::contains).toList();
  }

  /** What no kernel knows is nothing that a process could have; runc warns of it, too. */
  private List<Capability> capabilities(JsonFields sets, String set) {
    List<Capability> known = new ArrayList<>();
    List<String> names = sets.texts(set);
    for (int i = 0; i < names.size(); i++) {
      Optional<Capability> capability = capability(names.get(i));
      capability.ifPresent(known::add);
      if (capability.isEmpty()) {
        ignore(
            "/process/capabilities/" + set + "/" + i,
            "the capability `" + names.get(i) + "` is left out: no kernel has it");
      }
    }
    return known;
  }

  private void ignore(String pointer, String message) {
    diagnostics.accept(Diagnostic.of(Code.PROPERTY_IGNORED, origins.at(pointer).span(), message));
  }

  private static Optional<Capability> capability(String name) {
    return Arrays.stream(Capability.values())
        .filter(capability -> capability.name().equals(name))
        .findFirst();
  }

  private static Scheduler scheduler(JsonFields scheduler) {
    return new Scheduler(
        scheduler.text("policy", ""),
        scheduler.small("nice"),
        scheduler.small("priority"),
        scheduler.texts("flags"),
        scheduler.number("runtime"),
        scheduler.number("deadline"),
        scheduler.number("period"));
  }

  private static IoPriority ioPriority(JsonFields priority) {
    return new IoPriority(priority.text("class", ""), priority.small("priority"));
  }

  private static CpuAffinity affinity(JsonFields affinity) {
    return new CpuAffinity(affinity.text("initial"), affinity.text("final"));
  }

  private static User user(JsonFields user) {
    return new User(
        user.number("uid", 0),
        user.number("gid", 0),
        user.small("umask"),
        user.numbers("additionalGids"));
  }
}
