package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Conditions.is;
import static dev.cdlc.codegen.sequence.Conditions.isNot;
import static dev.cdlc.codegen.sequence.Values.value;

import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Instruction.Operation;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.FailureTable.Stage;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.routine.Report;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.Hook;
import dev.cdlc.plan.Hook.Phase;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Programs that are run beside the container's life, each where and when the plan says. */
record Hooks(Plan plan, Target target) {
  private static final Constant OPEN_PATH = Flags.or(Fcntl.O_PATH, Fcntl.O_CLOEXEC);

  /** Whether the command has been executed. */
  private static final Cell RUNNING = new Cell("command_running");

  private static final Cell SITE = new Cell("started_site");
  private static final Cell ERRNO = new Cell("hook_errno");
  private static final Cell STATUS = new Cell("hook_status");

  boolean any() {
    return plan.steps().stream().anyMatch(step -> step.action() instanceof InitAction.RunHook);
  }

  /** Whether the step is done when its time comes, which may be beside or after all others. */
  static boolean isLater(Step step) {
    return isOf(Phase.POSTSTART, step) || isOf(Phase.POSTSTOP, step);
  }

  static boolean isOf(Phase phase, Step step) {
    return step.action() instanceof InitAction.RunHook(Hook hook) && hook.phase() == phase;
  }

  boolean has(Phase phase) {
    return plan.steps().stream().anyMatch(step -> isOf(phase, step));
  }

  /**
   * In the supervisor, before the clone: what the init will execute of the host's, before anything
   * that is mounted could stand in its place.
   */
  void open(Lowering l) {
    early()
        .forEach(
            index -> {
              Step step = plan.steps().get(index);
              Hook hook = ((InitAction.RunHook) step.action()).hook();
              l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, l.text(hook.path()), OPEN_PATH, value(0))
                  .into(opened(index))
                  .orFail(l.site(step.origin(), Fault.HOOK, cannotOpen(hook)));
            });
  }

  /** In the supervisor, after the clone. */
  void close(Sequence s) {
    early().forEach(index -> s.call(Syscall.CLOSE, value(opened(index))).orGoOn());
  }

  private List<Integer> early() {
    return IntStream.range(0, plan.steps().size())
        .filter(index -> phase(index).filter(Phase.CREATE_CONTAINER::equals).isPresent())
        .boxed()
        .toList();
  }

  private Optional<Phase> phase(int index) {
    return plan.steps().get(index).action() instanceof InitAction.RunHook(Hook hook)
        ? Optional.of(hook.phase())
        : Optional.empty();
  }

  private static Cell opened(int index) {
    return new Cell("hook_file_" + index);
  }

  void run(Lowering l, Hook hook) {
    switch (hook.phase()) {
      case PRESTART, CREATE_RUNTIME -> runOutside(l, hook);
      case CREATE_CONTAINER -> runBeforePivot(l, hook);
      case START_CONTAINER -> runInside(l, hook);
      case POSTSTART -> attempt(l, hook, value(Variables.INIT));
      case POSTSTOP -> attempt(l, hook, value(0));
    }
  }

  private static void runOutside(Lowering l, Hook hook) {
    l.s().note(l.site(Fault.HOOK, cannotOpen(hook)));
    openOfHost(l, hook).accept(failure -> failure.fail(HookProcess.EXECUTABLE));
    l.s().move(HookProcess.PID, value(Variables.INIT));
    start(l, hook);
    failIfItDid(l, hook);
  }

  /** It stands in the root, and sees the host's tree as the supervisor does. */
  private static void runBeforePivot(Lowering l, Hook hook) {
    l.call(Syscall.FCHDIR, value(Variables.ROOT)).orFail(failedSite(l, hook));
    l.s().move(HookProcess.EXECUTABLE, value(opened(l.index())));
    l.call(Syscall.GETPID).into(HookProcess.PID).orGoOn();
    start(l, hook);
    failIfItDid(l, hook);
  }

  /** What is the container's may be hostile: it has what the command has, and its filter. */
  private void runInside(Lowering l, Hook hook) {
    l.call(
            Syscall.OPENAT2,
            value(Variables.ROOT),
            l.text(hook.path()),
            OpenHow.path(l.data()),
            OpenHow.BYTES)
        .retrying(Errno.EAGAIN)
        .into(HookProcess.EXECUTABLE)
        .orFail(l.site(Fault.HOOK, cannotOpen(hook)));
    l.call(Syscall.GETPID).into(HookProcess.PID).orGoOn();
    filter().ifPresent(filter -> Filters.give(l, filter, target));
    start(l, hook);
    l.call(Syscall.CLOSE, value(HookProcess.EXECUTABLE)).orGoOn();
    failIfItDid(l, hook);
  }

  private Optional<InitAction.LoadFilter> filter() {
    return plan.steps().stream()
        .map(Step::action)
        .filter(InitAction.LoadFilter.class::isInstance)
        .map(InitAction.LoadFilter.class::cast)
        .findFirst();
  }

  /** Nobody has the other end of that pipe any more once the command was executed, or cannot be. */
  static Cell startSeenAt(Sequence s) {
    s.call(Syscall.CLOSE, value(Handshake.GO.readEnd())).orGoOn();
    return Handshake.GO.writeEnd();
  }

  /** None is run if the command was not executed: how the container ended tells why. */
  static void runBeside(Sequence s) {
    s.move(RUNNING, value(0));
    lookIfExecuted(s);
    s.when(isNot(RUNNING, 0), running -> running.run(Phase.POSTSTART.word()));
  }

  private static void lookIfExecuted(Sequence s) {
    s.load(SITE, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_SITE));
    s.load(ERRNO, Width.WORD, value(Variables.PAGE), value(Variables.PAGE_ERRNO));
    s.when(
        Report.isOf(s, value(SITE), Stage.EXECUTING),
        last -> last.when(is(ERRNO, 0), executed -> executed.move(RUNNING, value(1))));
  }

  /** The container goes on if it fails. */
  private static void attempt(Lowering l, Hook hook, Operand pid) {
    l.s().move(HookProcess.PID, pid);
    openOfHost(l, hook)
        .accept(
            failure -> {
              warn(failure, l.siteOfEnd(Fault.HOOK, cannotOpen(hook)), HookProcess.EXECUTABLE);
              failure.move(HookProcess.EXECUTABLE, value(0));
            });
    l.s()
        .when(
            isNot(HookProcess.EXECUTABLE, 0),
            opened -> {
              start(l.in(opened), hook);
              opened.call(Syscall.CLOSE, value(HookProcess.EXECUTABLE)).orGoOn();
              opened.when(
                  isNot(HookProcess.RESULT, 0),
                  failure ->
                      warn(failure, l.siteOfEnd(Fault.HOOK, hasFailed(hook)), HookProcess.RESULT));
            });
  }

  private static void warn(Sequence s, int site, Cell result) {
    s.move(ERRNO, value(0));
    s.compute(ERRNO, Operation.SUBTRACT, value(result));
    Report.call(s, value(site), value(ERRNO), STATUS);
  }

  /** Takes what is to be done if there is nothing to open. */
  private static Consumer<Consumer<Sequence>> openOfHost(Lowering l, Hook hook) {
    l.call(Syscall.OPENAT, Fcntl.AT_FDCWD, l.text(hook.path()), OPEN_PATH, value(0))
        .into(HookProcess.EXECUTABLE)
        .orGoOn();
    return onFailure -> l.s().when(failed(HookProcess.EXECUTABLE), onFailure);
  }

  private static void start(Lowering l, Hook hook) {
    Sequence s = l.s();
    Data data = l.data();
    boolean byInit =
        hook.phase() == Phase.CREATE_CONTAINER || hook.phase() == Phase.START_CONTAINER;
    s.move(HookProcess.PATH, data.text(hook.path()));
    s.move(HookProcess.ARGV, Command.array(l, hook.args()));
    s.move(HookProcess.ENVP, Command.array(l, hook.environment()));
    s.move(HookProcess.STATE, data.text(hook.state().beginning(hook.phase())));
    s.move(HookProcess.FOLDER, byInit ? value(0) : data.text(hook.state().bundle()));
    s.move(HookProcess.SECONDS, value(hook.timeout().orElse(0)));
    s.run(HookProcess.NAME);
  }

  private static void failIfItDid(Lowering l, Hook hook) {
    l.s().note(failedSite(l, hook));
    l.s().when(isNot(HookProcess.RESULT, 0), failure -> failure.fail(HookProcess.RESULT));
  }

  private static int failedSite(Lowering l, Hook hook) {
    return l.site(Fault.HOOK, hasFailed(hook));
  }

  private static String cannotOpen(Hook hook) {
    return "cannot open the %s hook %s".formatted(hook.phase().word(), hook.path());
  }

  private static String hasFailed(Hook hook) {
    return "the %s hook %s failed".formatted(hook.phase().word(), hook.path());
  }
}
