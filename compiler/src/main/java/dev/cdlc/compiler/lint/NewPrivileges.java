package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Level;

/** Programs that may raise the privileges of who starts them. */
final class NewPrivileges implements ContainerRule {

  @Override
  public Code code() {
    return Code.NEW_PRIVILEGES;
  }

  @Override
  public Scale scale() {
    return Scale.from(Level.BASELINE, Severity.ERROR);
  }

  @Override
  public void check(Container container, Report report) {
    container
        .privileges()
        .noNewPrivileges()
        .filter(said -> !said.value())
        .ifPresent(
            said ->
                report.add(
                    said.span(),
                    "set-user-ID programs in the container raise privileges",
                    "remove it: `no-new-privs on` holds where nothing is said"));
  }
}
