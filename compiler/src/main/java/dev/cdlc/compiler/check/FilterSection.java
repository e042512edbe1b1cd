package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.MachineAbi;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FilterKeyword;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Listener;
import java.util.List;
import java.util.Optional;

/** What {@code seccomp} says. */
final class FilterSection {
  private static final SeccompAction EPERM = new SeccompAction.Deny(Errno.EPERM.number());
  static final Choice<Flag> FLAGS =
      new Choice<>(List.of(Flag.values()), flag -> "SECCOMP_FILTER_FLAG_" + flag.name(), "flag");

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final BlockReader<FilterKeyword> block;
  private final Once<Form> form;
  private final Once<SeccompAction> otherwise;
  private final Appended<MachineAbi> architectures;
  private final Appended<Flag> flags;
  private final FilterRules rules;
  private final Once<Listener> listener;
  private Optional<SystemCallFilter.Own> file = Optional.empty();
  private int blockLayer = -1;

  private enum Form {
    DEFAULT,
    UNCONFINED,
    OWN,
    FILE
  }

  FilterSection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    block = cells.blocks(Context.FILTER, FilterKeyword.class, this::read);
    form = cells.once("the filter of system calls");
    otherwise = cells.once("the filter's default");
    architectures = cells.appended("arch");
    flags = cells.appended("flags");
    rules = new FilterRules(cells);
    listener = cells.once("the listener");
  }

  void byDefault(Arguments arguments) {
    form.say(Form.DEFAULT, arguments.span());
  }

  void unconfined(Arguments arguments) {
    form.say(Form.UNCONFINED, arguments.span());
  }

  /** What a file says stands alone: nothing is added to it. */
  void file(Arguments arguments) {
    form.say(Form.FILE, arguments.span());
    file = new NamedFile(cells, arguments.one(0)).filter();
  }

  /** Blocks of one layer add to each other. */
  void own(Arguments arguments) {
    if (blockLayer != cells.layer()) {
      blockLayer = cells.layer();
      form.say(Form.OWN, arguments.span());
    }
    arguments.block().ifPresent(block::read);
  }

  Optional<Located<SystemCallFilter>> value() {
    return form.value().map(said -> new Located<>(filter(said.value()), said.span()));
  }

  /** Reports what contradicts itself. */
  void finish() {
    rules.finish();
    boolean listens = listener.value().isPresent();
    for (Located<Flag> flag : flags.values()) {
      if (flag.value() == Flag.WAIT_KILLABLE_RECV && !listens) {
        findings.add(needsListener(flag.span(), "wait-killable-recv", "listener"));
      }
    }
  }

  /** The report of a flag that says something of a listener, where there is none. */
  static Diagnostic needsListener(Span place, String flag, String listener) {
    return Diagnostic.of(
            Code.FLAG_NEEDS_LISTENER, place, "`%s` needs a `%s`".formatted(flag, listener))
        .withHelp("it says how calls wait for the listener's answer");
  }

  private SystemCallFilter filter(Form said) {
    return switch (said) {
      case DEFAULT -> new SystemCallFilter.Default();
      case UNCONFINED -> new SystemCallFilter.Unconfined();
      case FILE -> file.<SystemCallFilter>map(own -> own).orElse(new SystemCallFilter.Default());
      case OWN ->
          new SystemCallFilter.Own(
              otherwise.value(),
              Located.distinct(architectures.values()),
              Located.distinct(flags.values()),
              rules.values(),
              listener.value());
    };
  }

  private void read(FilterKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case DEFAULT -> readDefault(arguments);
      case ARCH ->
          values.readAll(arguments.many(0), FilterNames::architecture).forEach(architectures::say);
      case FLAGS -> values.readAll(arguments.many(0), FLAGS::read).forEach(flags::say);
      case ALLOW -> rule(new SeccompAction.Allow(), 0, arguments);
      case DENY -> rule(EPERM, 0, arguments);
      case DENY_ERRNO ->
          values
              .read(arguments.one(0), FilterNames::errno)
              .ifPresent(errno -> rule(new SeccompAction.Deny(errno.value()), 1, arguments));
      case KILL_PROCESS -> rule(new SeccompAction.KillProcess(), 0, arguments);
      case KILL_THREAD -> rule(new SeccompAction.KillThread(), 0, arguments);
      case TRAP -> rule(new SeccompAction.Trap(), 0, arguments);
      case LOG -> rule(new SeccompAction.Log(), 0, arguments);
      case TRACE -> rule(new SeccompAction.Trace(Errno.EPERM.number()), 0, arguments);
      case NOTIFY -> rule(new SeccompAction.Notify(), 0, arguments);
      case LISTENER -> readListener(arguments);
    }
  }

  private void rule(SeccompAction action, int calls, Arguments arguments) {
    Optional<List<ArgumentTest>> tests = new FilterRuleReader(cells).tests(arguments);
    List<Located<String>> names = values.readAll(arguments.many(calls), FilterNames::syscall);
    tests.ifPresent(
        said ->
            names.forEach(
                name ->
                    rules.say(
                        new Located<>(
                            new SystemCallFilter.Rule(name.value(), action, said, List.of()),
                            name.span()))));
  }

  private void readListener(Arguments arguments) {
    String metadata = arguments.optional(1).map(Word::text).orElse("");
    values
        .read(arguments.one(0), ContainerPath::read)
        .ifPresent(path -> listener.say(new Listener(path.value(), metadata), arguments.span()));
  }

  private void readDefault(Arguments arguments) {
    Word action = arguments.one(0);
    Optional<Word> errno = arguments.optional(1);
    if (errno.isPresent() && !action.text().equals("errno")) {
      findings.add(
          Diagnostic.of(
                  Code.WRONG_ARGUMENT_COUNT,
                  errno.get().span(),
                  "`default " + action.text() + "` takes nothing more")
              .withHelp("only `default errno` is followed by an error: `default errno EPERM`"));
      return;
    }
    Span span = arguments.span();
    if (action.text().equals("errno")) {
      errno
          .map(word -> values.read(word, FilterNames::errno).map(Located::value))
          .orElse(Optional.of(Errno.EPERM.number()))
          .ifPresent(number -> otherwise.say(new SeccompAction.Deny(number), span));
    } else {
      action(action).ifPresent(found -> otherwise.say(found, span));
    }
  }

  private Optional<SeccompAction> action(Word word) {
    return switch (word.text()) {
      case "allow" -> Optional.of(new SeccompAction.Allow());
      case "log" -> Optional.of(new SeccompAction.Log());
      case "trace" -> Optional.of(new SeccompAction.Trace(Errno.EPERM.number()));
      case "notify" -> Optional.of(new SeccompAction.Notify());
      case "trap" -> Optional.of(new SeccompAction.Trap());
      case "kill-thread" -> Optional.of(new SeccompAction.KillThread());
      case "kill-process" -> Optional.of(new SeccompAction.KillProcess());
      default -> {
        findings.add(
            Suggestion.explain(
                Diagnostic.of(
                    Code.UNKNOWN_OPTION, word.span(), "there is no action `" + word.text() + "`"),
                word.text(),
                ValueType.FILTER_ACTION.words(),
                "it is " + ValueType.FILTER_ACTION.doc()));
        yield Optional.empty();
      }
    };
  }
}
