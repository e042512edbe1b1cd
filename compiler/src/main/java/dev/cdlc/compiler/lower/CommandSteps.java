package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** Lowers {@code process.cwd}, {@code args}, {@code env} and {@code noNewPrivileges}. */
record CommandSteps(Input input) {
  private static final String CWD = "/process/cwd";

  List<Step> makeFolder() {
    String cwd = process().cwd();
    return cwd.equals("/") ? List.of() : List.of(input.init(new InitAction.MakeFolder(cwd), CWD));
  }

  Step chdir() {
    return input.init(new InitAction.Chdir(process().cwd()), CWD);
  }

  List<Step> noNewPrivileges() {
    return process().noNewPrivileges()
        ? List.of(input.init(new InitAction.NoNewPrivileges(), "/process/noNewPrivileges"))
        : List.of();
  }

  List<Step> execve() {
    return process().args().isEmpty() && !(input.shape() instanceof Shape.Exec)
        ? List.of()
        : List.of(
            input.init(new InitAction.Execve(process().args(), environment()), "/process/args"));
  }

  private List<EnvironmentEntry> environment() {
    List<EnvironmentEntry> entries = new ArrayList<>();
    process().env().stream().map(CommandSteps::entry).forEach(entries::add);
    input.extras().passedEnvironment().stream()
        .map(EnvironmentEntry.Pass::new)
        .forEach(entries::add);
    return entries;
  }

  private static EnvironmentEntry entry(String assignment) {
    int equals = assignment.indexOf('=');
    return new EnvironmentEntry.Set(
        assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private OciConfig.Process process() {
    return input.config().process();
  }
}
