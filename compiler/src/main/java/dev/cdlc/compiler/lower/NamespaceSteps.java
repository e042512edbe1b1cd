package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.compiler.oci.OciConfig.TimeOffsets;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Namespace;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lowers {@code linux.namespaces}, {@code timeOffsets} and {@code sysctl}. */
record NamespaceSteps(Input input) {
  private static final String POINTER = "/linux/namespaces";
  private static final String DEVICES = "/linux/netDevices/";
  private static final String UIDS = "/linux/uidMappings";

  /** All at once, before anything is made that would have to be undone. */
  List<Step> open() {
    return joined().mapToObj(i -> input.supervisor(open(i), pointer(i))).toList();
  }

  private Action open(int i) {
    return new SupervisorAction.OpenNamespace(kind(i), path(i));
  }

  /** A user namespace last: who is in it may have no rights over the others, and cannot go back. */
  private Step join(int i) {
    return input.joiner(enter(i), pointer(i));
  }

  private Action enter(int i) {
    return new SupervisorAction.EnterNamespace(kind(i), path(i));
  }

  private boolean joins(Namespace kind) {
    return joined().anyMatch(i -> kind(i) == kind);
  }

  /**
   * The supervisor enters, and the init that it clones is there: among the processes of a pid
   * namespace at once, which must not look into it while it has all privileges.
   */
  List<Step> enterAndClone() {
    List<Step> steps = new ArrayList<>();
    joined()
        .filter(i -> kind(i) == Namespace.PID)
        .forEach(i -> steps.add(input.supervisor(new InitAction.HideFromPtrace(), pointer(i))));
    if (joins(Namespace.USER)) {
      joinedOutside().filter(i -> kind(i) != Namespace.USER).forEach(i -> steps.add(join(i)));
      joined().filter(i -> kind(i) == Namespace.USER).forEach(i -> steps.add(join(i)));
      steps.add(cloneInit());
      return steps;
    }
    joinedOutside().forEach(i -> steps.add(input.supervisor(enter(i), pointer(i))));
    steps.add(cloneInit());
    joinedOutside()
        .forEach(
            i ->
                steps.add(
                    input.supervisor(new SupervisorAction.LeaveNamespace(kind(i)), pointer(i))));
    return steps;
  }

  private IntStream joined() {
    return IntStream.range(0, namespaces().size())
        .filter(i -> namespaces().get(i).path().isPresent());
  }

  /**
   * In its cgroup namespace the init may be only once it is in its cgroup, and in its mount
   * namespace once it needs no files of the host.
   */
  private IntStream joinedOutside() {
    return joined().filter(i -> kind(i) != Namespace.CGROUP && kind(i) != Namespace.MNT);
  }

  /** The init's root is built in the mount namespace, and becomes that of all who are in it. */
  List<Step> enterMounts() {
    return enterAsInit(Namespace.MNT);
  }

  private List<Step> enterAsInit(Namespace kind) {
    return joined()
        .filter(i -> kind(i) == kind)
        .mapToObj(i -> input.init(enter(i), pointer(i)))
        .toList();
  }

  private Namespace kind(int i) {
    return kind(namespaces().get(i).type());
  }

  private String path(int i) {
    return input.extras().resolve(namespaces().get(i).path().orElseThrow());
  }

  private static String pointer(int i) {
    return POINTER + "/" + i;
  }

  private List<OciConfig.Namespace> namespaces() {
    return input.config().linux().namespaces();
  }

  private Step cloneInit() {
    List<Namespace> fresh =
        namespaces().stream()
            .filter(namespace -> namespace.path().isEmpty())
            .filter(namespace -> namespace.type() != NamespaceType.TIME || offsets().isEmpty())
            .map(OciConfig.Namespace::type)
            .map(NamespaceSteps::kind)
            .toList();
    return input.supervisor(new SupervisorAction.Clone(fresh), POINTER);
  }

  /**
   * What the init itself must do to be in its namespaces, and somebody there. Files of its own in
   * proc(5) are not its own any more when it has become another user, nor does it end with the
   * supervisor then.
   */
  List<Step> enter() {
    List<Step> steps = new ArrayList<>();
    boolean fresh = input.config().linux().makes(NamespaceType.CGROUP);
    steps.add(input.init(new InitAction.JoinCgroup(fresh), POINTER));
    steps.addAll(enterAsInit(Namespace.CGROUP));
    offsets().ifPresent(said -> steps.add(offsetClocks(said)));
    if (input.has(NamespaceType.USER)) {
      steps.add(input.init(new InitAction.BecomeRoot(), POINTER));
    }
    if (input.mapsIds() || joins(Namespace.USER)) {
      steps.addAll(input.dieWithSupervisor(POINTER));
    }
    freshNetwork()
        .ifPresent(pointer -> steps.add(input.init(new InitAction.BringUpLoopback(), pointer)));
    return steps;
  }

  private Optional<TimeOffsets> offsets() {
    return Optional.of(input.config().linux().timeOffsets())
        .filter(said -> said.monotonic().isPresent() || said.boottime().isPresent());
  }

  private Step offsetClocks(TimeOffsets said) {
    String first = said.monotonic().isPresent() ? "monotonic" : "boottime";
    return input.init(
        new InitAction.OffsetClocks(ahead(said.monotonic()), ahead(said.boottime())),
        "/linux/timeOffsets/" + first);
  }

  private static Duration ahead(Optional<OciConfig.TimeOffset> offset) {
    return offset
        .map(said -> Duration.ofSeconds(said.secs(), said.nanosecs()))
        .orElse(Duration.ZERO);
  }

  /** Settings of the namespaces that the init is in by then. */
  List<Step> sysctls() {
    return input.config().linux().sysctl().entrySet().stream()
        .map(
            said ->
                input.init(
                    new InitAction.SetSysctl(said.getKey(), said.getValue()),
                    "/linux/sysctl/" + said.getKey()))
        .toList();
  }

  private Optional<String> freshNetwork() {
    return IntStream.range(0, namespaces().size())
        .filter(i -> namespaces().get(i).type() == NamespaceType.NETWORK)
        .filter(i -> namespaces().get(i).path().isEmpty())
        .mapToObj(NamespaceSteps::pointer)
        .findFirst();
  }

  Step mapUsers() {
    OciConfig.Linux linux = input.config().linux();
    return input.mapsIds()
        ? input.supervisor(
            new SupervisorAction.MapIds(
                Input.mappings(linux.uidMappings()), Input.mappings(linux.gidMappings())),
            UIDS)
        : input.supervisor(new SupervisorAction.MapCaller(), POINTER);
  }

  /** While the init waits, and before the hooks that are told of a container that is there. */
  List<Step> moveDevices() {
    return input.config().linux().netDevices().entrySet().stream()
        .map(
            said ->
                input.supervisor(
                    new SupervisorAction.MoveNetDevice(
                        said.getKey(), said.getValue().name().orElse(said.getKey())),
                    DEVICES + said.getKey()))
        .toList();
  }

  static Namespace kind(NamespaceType type) {
    return switch (type) {
      case PID -> Namespace.PID;
      case NETWORK -> Namespace.NET;
      case MOUNT -> Namespace.MNT;
      case IPC -> Namespace.IPC;
      case UTS -> Namespace.UTS;
      case USER -> Namespace.USER;
      case CGROUP -> Namespace.CGROUP;
      case TIME -> Namespace.TIME;
    };
  }
}
