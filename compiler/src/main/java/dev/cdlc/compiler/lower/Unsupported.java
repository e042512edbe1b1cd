package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.OciPatch;
import dev.cdlc.compiler.model.Port;
import dev.cdlc.compiler.model.Restart;
import dev.cdlc.compiler.model.Secret;
import dev.cdlc.compiler.oci.Extras;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.OciResources;
import dev.cdlc.compiler.oci.OciSeccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;

/**
 * What config.json says and no plan can do yet. Nothing is ever left out of a plan in silence: each
 * is an error, at the place that asked for it.
 */
final class Unsupported {
  private static final String OTHERS_CAN =
      "`cdlc compile` writes a config.json that other runtimes can run";

  private static final String OTHERS_PASS_OVER =
      "config.json has no property for it, so other runtimes pass it over";

  /** What a container without it would be another one, or what no plan can do at all. */
  private static final List<String> NEVER_LEFT_OUT =
      List.of("/linux/resources/devices", "/linux/intelRdt");

  private final Input input;
  private final List<Diagnostic> findings = new ArrayList<>();

  private Unsupported(Input input) {
    this.input = input;
  }

  static List<Diagnostic> in(Input input) {
    var unsupported = new Unsupported(input);
    unsupported.lists(input.config());
    unsupported.shape(input.shape());
    unsupported.mounts(input.config().mounts());
    unsupported.early(input.config());
    unsupported.extras(input.extras());
    unsupported.skippable(input.extras().skippable());
    unsupported.lifecycle(input.extras().lifecycle());
    unsupported.linux(input.config().linux());
    input.config().linux().resources().ifPresent(unsupported::resources);
    return unsupported.findings;
  }

  /** Checking has seen those of a CDL source. */
  private void lists(OciConfig config) {
    config
        .process()
        .execCpuAffinity()
        .ifPresent(
            affinity -> {
              String pointer = "/process/execCPUAffinity";
              list(affinity.initial(), NumberList.MOST_CPU, "the CPUs", pointer + "/initial");
              list(affinity.finalSet(), NumberList.MOST_CPU, "the CPUs", pointer + "/final");
            });
    Optional<String> nodes = config.linux().memoryPolicy().flatMap(OciConfig.MemoryPolicy::nodes);
    list(nodes, NumberList.MOST_NODE, "the nodes", "/linux/memoryPolicy/nodes");
  }

  private void list(Optional<String> said, int most, String what, String pointer) {
    said.filter(list -> NumberList.of(list, most).isEmpty())
        .ifPresent(
            list ->
                report(what + " `" + list + "`", input.origins().at(pointer).span(), most(most)));
  }

  private static String most(int most) {
    return "they are numbers from 0 to %d, and ranges of them that go upwards".formatted(most);
  }

  /** What only a supervisor that stays could do, or whoever listens at a socket. */
  private void shape(Shape shape) {
    boolean leaves =
        switch (shape) {
          case Shape.Attached _ -> false;
          case Shape.Created _ -> true;
          case Shape.Exec exec -> exec.detached();
        };
    if (leaves && shape.consoleSocket().isEmpty()) {
      report(input.config().process().terminal().wanted(), "/process/terminal");
    }
  }

  private void mounts(List<OciConfig.Mount> mounts) {
    for (int i = 0; i < mounts.size(); i++) {
      report(
          !mounts.get(i).uidMappings().isEmpty() && !isBind(mounts.get(i)),
          "/mounts/" + i + "/uidMappings");
      options(mounts.get(i), "/mounts/" + i + "/options/");
    }
  }

  private void options(OciConfig.Mount mount, String pointer) {
    boolean idMapSaid = !mount.uidMappings().isEmpty();
    boolean bind = isBind(mount);
    boolean takesNone = mount.type().equals("cgroup") || bind;
    for (int i = 0; i < mount.options().size(); i++) {
      String word = mount.options().get(i);
      boolean done =
          switch (MountOption.of(word)) {
            case MountOption.MapIds _ -> idMapSaid || (bind && input.mapsIds());
            case MountOption.CopyUp _ -> mount.type().equals("tmpfs") && !bind;
            case MountOption.Beyond _ -> false;
            case MountOption.Parameter _ -> !takesNone;
            case MountOption.Set _,
                MountOption.Clear _,
                MountOption.Relatime _,
                MountOption.Bind _,
                MountOption.Propagate _,
                MountOption.Nothing _ ->
                true;
          };
      if (!done) {
        report(
            "the option `" + word + "` of " + mount.destination(),
            input.origins().at(pointer + i).span());
      }
    }
  }

  private static boolean isBind(OciConfig.Mount mount) {
    return new MountOptions(mount.options()).bind().isPresent();
  }

  /** The filter would have to let a clone pass, and so the command, which may make none. */
  private void early(OciConfig config) {
    if (config.process().noNewPrivileges() || config.linux().seccomp().isEmpty()) {
      return;
    }
    if (input.reaps()) {
      report(
          "`init on` with a filter of system calls and `no-new-privs off`",
          input.origins().at("/annotations/org.cdlc.init").span(),
          OTHERS_PASS_OVER);
    }
    if (!config.hooks().startContainer().isEmpty()) {
      report(
          "start-container hooks with a filter of system calls and `no-new-privs off`",
          input.origins().at("/hooks/startContainer").span());
    }
  }

  private void extras(Extras extras) {
    report(extras.isolation().ids().auto(), "/annotations/org.cdlc.userns");
    network(extras.isolation());
  }

  /** Only a supervisor that stays ends what connects the container's network. */
  private void network(Isolation isolation) {
    boolean stays = input.shape() instanceof Shape.Attached;
    boolean done =
        isolation
            .network()
            .map(
                mode ->
                    switch (mode.value()) {
                      case NONE, HOST -> true;
                      case USER -> stays;
                      case BRIDGE -> false;
                    })
            .orElse(true);
    report(!done, NetworkSteps.POINTER);
  }

  /** With an address of IPv4 and a port of the host, and where a program is run for it. */
  private void ports(List<Located<Port>> ports) {
    for (Located<Port> port : ports) {
      if (!NetworkSteps.isUser(input)) {
        report("`publish` without `net user`", port.span(), "add `net user`; " + OTHERS_PASS_OVER);
      } else if (port.value().host().isEmpty()) {
        report("a free port of the host", port.span(), "name the port: `publish 8080:80/tcp`");
      } else if (port.value().address().filter(address -> address.contains(":")).isPresent()) {
        report("an address of IPv6 with `net user`", port.span(), "publish an address of IPv4");
      }
    }
  }

  /** One report for each {@code try}, of which there may be several values. */
  private void skippable(List<String> pointers) {
    pointers.stream()
        .filter(pointer -> NEVER_LEFT_OUT.stream().anyMatch(pointer::startsWith))
        .map(pointer -> input.origins().at(pointer).span())
        .distinct()
        .map(
            span ->
                Diagnostic.of(
                        Code.NOT_YET_KNOWN,
                        span,
                        "this version of cdlc cannot leave out what `try` stands before")
                    .withHelp("remove `try`; then the container runs only where this holds"))
        .forEach(findings::add);
  }

  private void lifecycle(Lifecycle lifecycle) {
    ports(lifecycle.ports());
    report(lifecycle.networks(), "/annotations/org.cdlc.join");
    report(lifecycle.dependencies(), "/annotations/org.cdlc.after");
    report(lifecycle.ready(), "/annotations/org.cdlc.ready");
    report(restarts(lifecycle), "/annotations/org.cdlc.restart");
    for (Located<Secret> secret : lifecycle.secrets()) {
      report(true, "/annotations/org.cdlc.secret." + secret.value().name());
    }
    for (Located<OciPatch> patch : lifecycle.patches()) {
      report(true, patch.value().pointer());
    }
  }

  private static boolean restarts(Lifecycle lifecycle) {
    return lifecycle.restart().filter(said -> !(said.value() instanceof Restart.Never)).isPresent();
  }

  private void linux(OciConfig.Linux linux) {
    devices(linux.devices());
    joinedMounts(linux);
    report(linux.cgroupsPath().filter(Unsupported::leadsUpwards), "/linux/cgroupsPath");
    if (!linux.has(NamespaceType.MOUNT)) {
      report("no mount namespace", input.origins().at("/linux/namespaces").span());
    }
    report(!linux.netDevices().isEmpty() && !linux.has(NamespaceType.NETWORK), "/linux/netDevices");
    report(linux.intelRdt(), "/linux/intelRdt");
    listener(linux.seccomp().flatMap(OciSeccomp::listenerPath));
  }

  /**
   * Its owner is another user namespace, in which the init of a fresh one has no capability:
   * setns(2) is refused, and so would be every mount(2).
   */
  private void joinedMounts(OciConfig.Linux linux) {
    for (int i = 0; i < linux.namespaces().size(); i++) {
      OciConfig.Namespace namespace = linux.namespaces().get(i);
      if (namespace.type() == NamespaceType.MOUNT
          && namespace.path().isPresent()
          && linux.makes(NamespaceType.USER)) {
        findings.add(
            Diagnostic.of(
                    Code.NOT_YET_KNOWN,
                    input.origins().at("/linux/namespaces/" + i).span(),
                    "no process of a fresh user namespace may join this mount namespace")
                .withHelp(
                    "join the user namespace that owns it too, or have a fresh mount namespace"));
      }
    }
  }

  /**
   * The supervisor takes the notifications from the init, as long as it is there, and where it is
   * the init that loads the filter.
   */
  private void listener(Optional<String> path) {
    boolean stays =
        switch (input.shape()) {
          case Shape.Attached _ -> true;
          case Shape.Created _, Shape.Exec _ -> false;
        };
    report(path.filter(_ -> !stays || input.reaps()), "/linux/seccomp/listenerPath");
  }

  private static boolean leadsUpwards(String path) {
    return List.of(path.split("/", -1)).contains("..");
  }

  private void resources(OciResources resources) {
    for (String file : resources.unified().keySet()) {
      report(!UnifiedLimits.has(file), "/linux/resources/unified/" + file);
    }
    deviceRules(resources.devices());
    resources.cpu().ifPresent(this::cpu);
  }

  private void devices(List<OciConfig.Device> devices) {
    for (int i = 0; i < devices.size(); i++) {
      report(!DeviceSteps.canMake(devices.get(i), input), "/linux/devices/" + i);
    }
  }

  private void deviceRules(List<OciResources.DeviceRule> rules) {
    for (int index : DeviceRules.of(rules).partial()) {
      report(
          "a rule that takes back a part of an earlier one",
          input.origins().at("/linux/resources/devices/" + index).span());
    }
  }

  /** A fresh cgroup of v1 has no budget of real time to hand down, and v2 knows none. */
  private void cpu(OciResources.Cpu cpu) {
    report(cpu.realtimeRuntime(), "/linux/resources/cpu/realtimeRuntime");
    report(cpu.realtimePeriod(), "/linux/resources/cpu/realtimePeriod");
  }

  private void report(Optional<?> said, String pointer) {
    report(said.isPresent(), pointer);
  }

  private void report(SequencedCollection<?> said, String pointer) {
    report(!said.isEmpty(), pointer);
  }

  private void report(boolean said, String pointer) {
    if (said) {
      String field = pointer.substring(1).replace('/', '.');
      String help = field.startsWith("annotations.") ? OTHERS_PASS_OVER : OTHERS_CAN;
      report("`" + field + "`", input.origins().at(pointer).span(), help);
    }
  }

  private void report(String what, Span span) {
    report(what, span, OTHERS_CAN);
  }

  private void report(String what, Span span, String help) {
    findings.add(
        Diagnostic.of(
                Code.NOT_YET_KNOWN, span, "this version of cdlc cannot run what asks for " + what)
            .withHelp(help));
  }
}
