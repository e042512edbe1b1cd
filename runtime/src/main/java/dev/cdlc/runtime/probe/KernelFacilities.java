package dev.cdlc.runtime.probe;

import dev.cdlc.plan.KernelFeature;
import dev.cdlc.plan.KernelVersion;
import dev.cdlc.plan.Namespace;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the kernel has, and what its settings allow. */
record KernelFacilities(Machine machine) {
  private static final String KERNEL = "kernel";
  private static final String NAMESPACES = "namespaces";
  private static final String USER_NAMESPACES = "user namespaces";
  private static final String SECCOMP = "seccomp";
  private static final String LANDLOCK = "landlock";
  private static final String MODULES = "security modules";
  private static final String MEMORY = "executable memory";
  private static final String MOST = "user.max_user_namespaces";
  private static final String BY_OTHERS = "kernel.unprivileged_userns_clone";
  private static final String BY_PROFILE = "kernel.apparmor_restrict_unprivileged_userns";
  private static final String NOEXEC = "vm.memfd_noexec";

  /** What containers have unless they join or share one. */
  private static final Set<Namespace> FRESH =
      EnumSet.of(
          Namespace.PID,
          Namespace.NET,
          Namespace.MNT,
          Namespace.IPC,
          Namespace.UTS,
          Namespace.CGROUP);

  /** SECCOMP_RET_* as the kernel's seccomp_filter.rst names them. */
  private static final List<String> ACTIONS =
      List.of(
          "kill_process", "kill_thread", "trap", "errno", "user_notif", "trace", "log", "allow");

  /** The version, and what is newer. */
  Facility release() {
    Host host = machine.host();
    String kernel = "Linux %s %s".formatted(host.release(), host.machine());
    Optional<KernelVersion> version = KernelVersion.ofRelease(host.release());
    List<KernelFeature> lacking =
        Arrays.stream(KernelFeature.values())
            .filter(feature -> version.filter(it -> it.compareTo(feature.since()) >= 0).isEmpty())
            .toList();
    return release(kernel, lacking).neededIf(true);
  }

  private static Facility release(String kernel, List<KernelFeature> lacking) {
    if (lacking.isEmpty()) {
      return Facility.ok(KERNEL, kernel);
    }
    if (lacking.contains(KernelFeature.CONTAINERS)) {
      return Facility.missing(KERNEL, kernel, upgrade(KernelFeature.CONTAINERS));
    }
    String words = lacking.stream().map(KernelFeature::word).collect(Collectors.joining(", "));
    return Facility.limited(
        KERNEL, "%s, too old for %s".formatted(kernel, words), upgrade(lacking.getLast()));
  }

  private static String upgrade(KernelFeature feature) {
    return "upgrade to Linux %s or newer".formatted(feature.since());
  }

  /** The kinds that the kernel was built with. */
  Facility namespaces() {
    Set<Namespace> present = EnumSet.allOf(Namespace.class);
    present.removeIf(Predicate.not(this::has));
    Set<Namespace> absent = EnumSet.complementOf(EnumSet.copyOf(present));
    return namespaces(present, absent).neededIf(true);
  }

  private boolean has(Namespace kind) {
    return machine.file("/proc/self/ns/" + word(kind)).exists();
  }

  private static Facility namespaces(Set<Namespace> present, Set<Namespace> absent) {
    if (absent.isEmpty()) {
      return Facility.ok(NAMESPACES, words(present));
    }
    String detail = "the kernel has no " + words(absent);
    String fix =
        absent.stream()
            .map(KernelFacilities::option)
            .collect(Collectors.joining(", ", "use a kernel that is built with ", ""));
    return absent.stream().anyMatch(FRESH::contains)
        ? Facility.missing(NAMESPACES, detail, fix)
        : Facility.limited(NAMESPACES, detail, fix);
  }

  private static String words(Set<Namespace> kinds) {
    return kinds.stream().map(KernelFacilities::word).collect(Collectors.joining(", "));
  }

  private static String word(Namespace kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** See init/Kconfig of the kernel. */
  private static String option(Namespace kind) {
    return switch (kind) {
      case PID, NET, IPC, UTS, USER, TIME -> "CONFIG_%s_NS".formatted(kind.name());
      case MNT -> "CONFIG_NAMESPACES";
      case CGROUP -> "CONFIG_CGROUPS";
    };
  }

  /** Whether the caller may make one. */
  Facility userNamespaces() {
    return forEveryone().or(this::forOthers).orElseGet(this::allowed).neededIf(!privileged());
  }

  private Optional<Facility> forEveryone() {
    if (!has(Namespace.USER)) {
      return Optional.of(
          Facility.missing(
              USER_NAMESPACES,
              "the kernel has none",
              "use a kernel that is built with " + option(Namespace.USER)));
    }
    return machine.sysctlIs(MOST, "0")
        ? Optional.of(forbidden(MOST, "0", "15000"))
        : Optional.empty();
  }

  private Optional<Facility> forOthers() {
    if (!privileged() && machine.sysctlIs(BY_OTHERS, "0")) {
      return Optional.of(forbidden(BY_OTHERS, "0", "1"));
    }
    if (!privileged() && machine.sysctlIs(BY_PROFILE, "1")) {
      return Optional.of(
          Facility.missing(
              USER_NAMESPACES,
              "only for programs that a profile of AppArmor allows them: sysctl %s is 1"
                  .formatted(BY_PROFILE),
              "load a profile, see 'cdlc explain CDL7006', or run 'sudo sysctl %s=0'"
                  .formatted(BY_PROFILE)));
    }
    return Optional.empty();
  }

  private static Facility forbidden(String setting, String value, String better) {
    return Facility.missing(
        USER_NAMESPACES,
        "sysctl %s is %s".formatted(setting, value),
        "run 'sudo sysctl %s=%s'".formatted(setting, better));
  }

  private Facility allowed() {
    String number =
        machine.sysctl(MOST).map(most -> "at most %s a user".formatted(most)).orElse("allowed");
    return Facility.ok(USER_NAMESPACES, number);
  }

  private boolean privileged() {
    return machine.privileged();
  }

  /** What a filter may answer. */
  Facility seccomp() {
    List<String> known = machine.file("/proc/sys/kernel/seccomp/actions_avail").words();
    if (known.isEmpty()) {
      return Facility.missing(
          SECCOMP,
          "the kernel filters no system calls",
          "use a kernel that is built with CONFIG_SECCOMP_FILTER");
    }
    List<String> unknown = ACTIONS.stream().filter(action -> !known.contains(action)).toList();
    return unknown.isEmpty()
        ? Facility.ok(SECCOMP, String.join(", ", known))
        : Facility.limited(
            SECCOMP,
            "the kernel does not know " + String.join(", ", unknown),
            "upgrade to Linux 5.0 or newer");
  }

  /** The version of its interface. */
  Facility landlock() {
    return machine.landlockAbi().isPresent()
        ? Facility.ok(LANDLOCK, "version " + machine.landlockAbi().getAsInt())
        : Facility.missing(
            LANDLOCK,
            "the kernel has none, or it is switched off",
            "use Linux %s or newer, built with CONFIG_SECURITY_LANDLOCK, and put 'landlock' before"
                    .formatted(KernelFeature.LANDLOCK.since())
                + " the others in 'lsm=' of its command line");
  }

  /** Those that profiles and labels are for. */
  Facility securityModules() {
    var modules = machine.file("/sys/kernel/security/lsm");
    List<String> active = modules.words();
    if (active.isEmpty()) {
      return Facility.limited(
          MODULES,
          "which are active cannot be read from /sys/kernel/security/lsm",
          "run 'sudo mount -t securityfs securityfs /sys/kernel/security'");
    }
    String detail = String.join(", ", active);
    return active.contains("apparmor") || active.contains("selinux")
        ? Facility.ok(MODULES, detail)
        : Facility.limited(
            MODULES,
            detail + ", but no apparmor or selinux",
            "add 'apparmor' or 'selinux' to 'lsm=' of the kernel's command line");
  }

  /** Whether executables may be sealed in memory; see the kernel's mfd_noexec.rst. */
  Facility executableMemory() {
    return machine.sysctlIs(NOEXEC, "2")
        ? Facility.limited(
            MEMORY,
            "sysctl %s is 2: executables run from their files, and none is kept".formatted(NOEXEC),
            "run 'sudo sysctl %s=1'".formatted(NOEXEC))
        : Facility.ok(MEMORY, "executables are sealed in memory");
  }
}
