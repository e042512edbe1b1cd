package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.CapabilityCondition;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.MachineAbi;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.KernelVersion;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For whom a rule of a filter in JSON stands: what its {@code includes} and {@code excludes} ask of
 * capabilities, of the machine and of its kernel. Source: moby, profiles/seccomp.
 *
 * @param calls that the rule names
 */
record FilterFileScope(JsonFields rule, List<String> calls) {
  private static final List<String> PROPERTIES = List.of("caps", "arches", "minKernel");

  /** mount_setattr(2), by which every root is made ready. */
  private static final KernelVersion OLDEST_KERNEL = new KernelVersion(5, 12);

  private static final Pattern RELEASE = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

  /** As profiles name machines: GOARCH, and other names that they have been seen to use. */
  private static final List<String> MACHINES =
      List.of(
          "amd64",
          "arm64",
          "x86",
          "x32",
          "386",
          "arm",
          "loong64",
          "mips",
          "mips64",
          "mips64n32",
          "mipsel",
          "mipsel64",
          "mipsel64n32",
          "mipsle",
          "mips64le",
          "parisc",
          "parisc64",
          "ppc",
          "ppc64",
          "ppc64le",
          "riscv64",
          "s390",
          "s390x");

  /** A machine that cdlc makes executables for, and its name in profiles. */
  private record Machine(String name, MachineAbi abi, SyscallAbi calls) {
    boolean has(String call) {
      return this.calls.ofSameMachine().stream()
          .anyMatch(abi -> SyscallTable.number(call, abi).isPresent());
    }
  }

  private static final List<Machine> SERVED =
      List.of(
          new Machine("amd64", MachineAbi.X86_64, SyscallAbi.X86_64),
          new Machine("arm64", MachineAbi.AARCH64, SyscallAbi.AARCH64));

  /** Whether cdlc makes executables for a machine whose own calls are these. */
  static boolean isServed(MachineAbi abi) {
    return SERVED.stream().anyMatch(machine -> machine.abi() == abi);
  }

  /** What must hold of a container for the rule; empty where it stands for none. */
  Optional<List<CapabilityCondition>> conditions() {
    Optional<JsonFields> includes = rule.object("includes", PROPERTIES);
    Optional<JsonFields> excludes = rule.object("excludes", PROPERTIES);
    var conditions = new ArrayList<CapabilityCondition>();
    capabilities(includes).forEach(one -> conditions.add(new CapabilityCondition.With(one)));
    capabilities(excludes).forEach(one -> conditions.add(new CapabilityCondition.Without(one)));
    boolean excluded = isNewEnough(excludes).orElse(false);
    boolean included = isNewEnough(includes).orElse(true);
    boolean served = isServed(machines(includes), machines(excludes));
    return included && !excluded && served ? Optional.of(conditions) : Optional.empty();
  }

  private static List<Capability> capabilities(Optional<JsonFields> filter) {
    return filter
        .map(fields -> fields.texts("caps", CapabilityName::spelled))
        .orElse(List.of())
        .stream()
        .map(Located::value)
        .toList();
  }

  /** Whether every kernel that can run the container is one that the filter asks for. */
  private Optional<Boolean> isNewEnough(Optional<JsonFields> filter) {
    Optional<Located<KernelVersion>> asked =
        filter.flatMap(fields -> fields.text("minKernel", FilterFileScope::release));
    asked
        .filter(kernel -> kernel.value().compareTo(OLDEST_KERNEL) > 0)
        .ifPresent(kernel -> rule.findings().add(undecided(kernel)));
    return asked.map(_ -> true);
  }

  private static Reading<KernelVersion> release(String text) {
    Matcher release = RELEASE.matcher(text);
    return release.matches()
        ? new Reading.Value<>(
            new KernelVersion(
                Integer.parseInt(release.group(1)), Integer.parseInt(release.group(2))))
        : Reading.wrong("`" + text + "` is no release of Linux", "write one as in `4.8`");
  }

  private static Diagnostic undecided(Located<KernelVersion> kernel) {
    return Diagnostic.of(
            Code.UNDECIDED_FILTER_RULE,
            kernel.span(),
            "which kernel the container will run on is not known here")
        .withLabel("up to %s, it is: containers need that".formatted(OLDEST_KERNEL))
        .withHelp("remove `minKernel`, or the rule");
  }

  private static List<Located<String>> machines(Optional<JsonFields> filter) {
    return filter.map(fields -> fields.texts("arches", FilterFileScope::machine)).orElse(List.of());
  }

  private static Reading<String> machine(String text) {
    return MACHINES.contains(text)
        ? new Reading.Value<>(text)
        : FilterNames.unknown(
            "there is no machine `" + text + "`",
            text,
            MACHINES,
            "it is amd64 or arm64, or another of Go's names for machines");
  }

  /** One filter serves all machines: it cannot depend on which it is. */
  private boolean isServed(List<Located<String>> included, List<Located<String>> excluded) {
    List<Machine> holds =
        SERVED.stream()
            .filter(machine -> included.isEmpty() || isNamed(machine, included))
            .filter(machine -> !isNamed(machine, excluded))
            .toList();
    if (!holds.isEmpty()) {
      SERVED.stream()
          .filter(machine -> !holds.contains(machine))
          .forEach(machine -> reportIfItMatters(machine, included, excluded));
    }
    return !holds.isEmpty();
  }

  private static boolean isNamed(Machine machine, List<Located<String>> names) {
    return names.stream().anyMatch(name -> name.value().equals(machine.name()));
  }

  /** A rule for calls that a machine does not have makes no difference there. */
  private void reportIfItMatters(
      Machine machine, List<Located<String>> included, List<Located<String>> excluded) {
    Span place =
        (isNamed(machine, excluded) ? excluded : included)
            .stream().map(Located::span).reduce(Span::to).orElse(rule.place());
    calls.stream()
        .filter(machine::has)
        .findFirst()
        .ifPresent(call -> rule.findings().add(undecided(place, call, machine)));
  }

  private static Diagnostic undecided(Span arches, String call, Machine machine) {
    return Diagnostic.of(
            Code.UNDECIDED_FILTER_RULE,
            arches,
            "one filter serves all machines, and %s has `%s` too".formatted(machine.name(), call))
        .withHelp("remove `arches`, or the rule");
  }
}
