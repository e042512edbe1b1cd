package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Process;
import dev.cdlc.compiler.model.ResourceLimit;
import dev.cdlc.compiler.model.Terminal;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Emits {@code process}. */
record ProcessSection(
    Container container, Linux linux, Places places, Consumer<Diagnostic> diagnostics) {
  OciConfig.Process process() {
    Process process = container.process();
    var scheduling = new SchedulingSection(container.scheduling(), places);
    container
        .privileges()
        .noNewPrivileges()
        .ifPresent(on -> places.note("/process/noNewPrivileges", on));
    return new OciConfig.Process(
        terminal(),
        process.cwd().map(cwd -> places.note("/process/cwd", cwd)).orElse("/"),
        env(),
        process
            .command()
            .map(command -> places.note("/process/args", command))
            .map(Command::args)
            .orElse(List.of()),
        rlimits(),
        container
            .privileges()
            .apparmorProfile()
            .map(profile -> places.note("/process/apparmorProfile", profile)),
        new CapabilitySection(container.privileges().capabilities(), places, diagnostics)
            .capabilities(),
        container.privileges().noNewPrivileges().map(Located::value).orElse(true),
        oomScoreAdj(),
        scheduling.scheduler(),
        container
            .privileges()
            .selinuxLabel()
            .map(label -> places.note("/process/selinuxLabel", label)),
        scheduling.ioPriority(),
        scheduling.affinity(),
        process
            .user()
            .map(user -> new UserSection(container.isolation(), places, diagnostics).user(user))
            .orElse(UserSection.ROOT));
  }

  private OciConfig.Terminal terminal() {
    return container
        .process()
        .terminal()
        .map(terminal -> places.note("/process/terminal", terminal))
        .map(
            terminal ->
                new OciConfig.Terminal(
                    terminal.wanted(), terminal.size().map(ProcessSection::size)))
        .orElse(OciConfig.Terminal.NONE);
  }

  private static OciConfig.ConsoleSize size(Terminal.Size size) {
    return new OciConfig.ConsoleSize(size.rows(), size.columns());
  }

  private List<OciConfig.Rlimit> rlimits() {
    List<OciConfig.Rlimit> rlimits = new ArrayList<>();
    for (var limit : container.process().limits()) {
      if (rlimits.isEmpty()) {
        places.note("/process/rlimits", limit.span());
      }
      ResourceLimit said = places.note("/process/rlimits/" + rlimits.size(), limit);
      rlimits.add(new OciConfig.Rlimit(said.type().constantName(), said.soft(), said.hard()));
    }
    return rlimits;
  }

  private OptionalInt oomScoreAdj() {
    return container
        .process()
        .oomScoreAdj()
        .map(score -> OptionalInt.of(places.note("/process/oomScoreAdj", score)))
        .orElseGet(OptionalInt::empty);
  }

  /** Defaults come first, and only for names that the source leaves alone. */
  private List<String> env() {
    List<String> env = new ArrayList<>();
    addDefault(env, "PATH", Process.DEFAULT_PATH);
    addDefault(env, "HOME", isRoot() ? "/root" : "/");
    for (var variable : container.process().environment()) {
      if (variable.value() instanceof Variable.Set(var name, var value)) {
        places.note("/process/env/" + env.size(), variable.span());
        env.add(name + "=" + value);
      }
    }
    return env;
  }

  private void addDefault(List<String> env, String name, String value) {
    if (container.process().environment().stream()
        .noneMatch(said -> said.value().name().equals(name))) {
      env.add(name + "=" + value);
    }
  }

  private boolean isRoot() {
    return container
        .process()
        .user()
        .map(user -> user.value().uid())
        .map(uid -> uid.equals(new User.Id.Numeric(0)) || uid.equals(new User.Id.Named("root")))
        .orElse(true);
  }

  /** The names of {@code env pass}. */
  static List<String> passedNames(Container container) {
    return container.process().environment().stream()
        .map(Located::value)
        .filter(Variable.Pass.class::isInstance)
        .map(Variable::name)
        .toList();
  }
}
