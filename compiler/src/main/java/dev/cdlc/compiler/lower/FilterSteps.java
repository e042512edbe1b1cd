package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.FilterAction;
import dev.cdlc.compiler.oci.OciSeccomp;
import dev.cdlc.compiler.oci.OciSeccomp.Argument;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitCalls;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Listener;
import dev.cdlc.plan.SeccompFilter.Operator;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import dev.cdlc.plan.SyscallAbi;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lowers {@code linux.seccomp}. */
record FilterSteps(Input input, Consumer<Diagnostic> diagnostics) {
  private static final String POINTER = "/linux/seccomp";
  private static final String LISTENER = "/linux/seccomp/listenerPath";
  private static final String EXECVE = "execve";

  /** Without no-new-privs a filter needs privilege, so it is loaded while there is some. */
  boolean isLoadedEarly() {
    return !input.config().process().noNewPrivileges();
  }

  /** A filter that is loaded last of all. */
  List<Step> last() {
    return filter().map(this::last).stream().toList();
  }

  private Step last(SeccompFilter filter) {
    if (!input.config().process().args().isEmpty() && !filter.mayLet(EXECVE)) {
      diagnostics.accept(
          Diagnostic.of(
                  Code.FILTER_DENIES_COMMAND,
                  input.origins().at(POINTER).span(),
                  "the filter of system calls denies `execve`, which starts the command")
              .withHelp("add it: `allow execve;`"));
    }
    return input.init(new InitAction.LoadFilter(filter), POINTER);
  }

  /** A filter that {@code later} steps come after. */
  List<Step> before(List<Step> later) {
    return filter().map(filter -> before(filter, later)).stream().toList();
  }

  private Step before(SeccompFilter filter, List<Step> later) {
    Collection<String> denied = new TreeSet<>();
    for (Step step : later) {
      InitCalls.of(step.action()).stream().filter(name -> !filter.lets(name)).forEach(denied::add);
    }
    if (denied.isEmpty()) {
      return input.init(new InitAction.LoadFilter(filter), POINTER);
    }
    diagnostics.accept(widened(denied));
    return input.init(new InitAction.LoadFilter(filter.allowing(List.copyOf(denied))), POINTER);
  }

  private Diagnostic widened(Collection<String> denied) {
    String names = denied.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return Diagnostic.of(
            Code.FILTER_WIDENED,
            input.origins().at(POINTER).span(),
            "the filter of system calls lets " + names + " pass, so that the command can start")
        .withHelp(
            "with `no-new-privs off` it is loaded before the user changes; with it on, last of all");
  }

  /** Before anything is made: somebody must be there to answer. */
  List<Step> connect() {
    return listener()
        .map(path -> input.supervisor(new SupervisorAction.ConnectListener(path), LISTENER))
        .stream()
        .toList();
  }

  /** Once the init goes on to load its filter. */
  List<Step> pass() {
    String metadata =
        input.config().linux().seccomp().flatMap(OciSeccomp::listenerMetadata).orElse("");
    return listener()
        .map(_ -> new SupervisorAction.PassListener(metadata, input.state()))
        .map(pass -> input.supervisor(pass, LISTENER))
        .stream()
        .toList();
  }

  private Optional<String> listener() {
    return input
        .config()
        .linux()
        .seccomp()
        .flatMap(OciSeccomp::listenerPath)
        .map(input.extras()::resolve);
  }

  private Optional<SeccompFilter> filter() {
    return input.config().linux().seccomp().map(FilterSteps::filter);
  }

  private static SeccompFilter filter(OciSeccomp seccomp) {
    return new SeccompFilter(
        action(seccomp.defaultAction(), seccomp.defaultErrnoRet()),
        seccomp.architectures().stream().flatMap(name -> abi(name).stream()).toList(),
        flags(seccomp.flags()),
        seccomp.syscalls().stream().flatMap(FilterSteps::rules).toList(),
        seccomp
            .listenerPath()
            .map(path -> new Listener(path, seccomp.listenerMetadata().orElse(""))));
  }

  /** As the kernel does, it takes what is above the largest error for that one. */
  private static SeccompAction action(String name, OptionalInt value) {
    FilterAction action = FilterAction.valueOf(name.substring("SCMP_ACT_".length()));
    int number = value.orElse(Errno.EPERM.number());
    return action.with(
        action == FilterAction.TRACE
            ? number & SeccompAction.MOST_MESSAGE
            : Math.min(number, SeccompAction.MOST_ERRNO));
  }

  /** None for a machine that cdlc makes no executables for: its calls are never seen. */
  private static Optional<SyscallAbi> abi(String name) {
    return switch (name) {
      case "SCMP_ARCH_X86_64" -> Optional.of(SyscallAbi.X86_64);
      case "SCMP_ARCH_X32" -> Optional.of(SyscallAbi.X32);
      case "SCMP_ARCH_X86" -> Optional.of(SyscallAbi.I386);
      case "SCMP_ARCH_AARCH64" -> Optional.of(SyscallAbi.AARCH64);
      case "SCMP_ARCH_ARM" -> Optional.of(SyscallAbi.ARM);
      default -> Optional.empty();
    };
  }

  /** Where none is said, the one that runc and crun set: it costs no speed, and nothing else. */
  private static List<Flag> flags(List<String> names) {
    return names.isEmpty()
        ? List.of(Flag.SPEC_ALLOW)
        : names.stream()
            .map(name -> Flag.valueOf(name.substring("SECCOMP_FILTER_FLAG_".length())))
            .toList();
  }

  /** Tests of one argument are alternatives, as in runc and crun; all others must hold together. */
  private static Stream<Rule> rules(OciSeccomp.Rule rule) {
    SeccompAction action = action(rule.action(), rule.errnoRet());
    if (rule.args().isEmpty()) {
      return Stream.of(new Rule(rule.names(), action, List.of()));
    }
    List<ArgumentTest> tests = rule.args().stream().map(FilterSteps::test).toList();
    long arguments = tests.stream().map(ArgumentTest::index).distinct().count();
    return arguments == tests.size()
        ? Stream.of(new Rule(rule.names(), action, tests))
        : tests.stream().map(test -> new Rule(rule.names(), action, List.of(test)));
  }

  private static ArgumentTest test(Argument argument) {
    Operator operator = Operator.valueOf(argument.op().substring("SCMP_CMP_".length()));
    return operator == Operator.MASKED_EQ
        ? new ArgumentTest(
            argument.index(), operator, argument.valueTwo().orElse(0L), argument.value())
        : new ArgumentTest(argument.index(), operator, argument.value());
  }
}
