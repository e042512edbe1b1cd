package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Landlock;
import dev.cdlc.compiler.model.Landlock.Grant;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.LandlockKeyword;
import dev.cdlc.plan.FileAccess;
import java.util.List;
import java.util.Optional;

/** What {@code landlock} says: blocks and layers add to each other. */
final class LandlockSection {
  private final Cells cells;
  private final Values values;
  private final BlockReader<LandlockKeyword> block;
  private final Keyed<LayeredGrant, Grant> grants;
  private Optional<Span> place = Optional.empty();
  private boolean understood = true;

  /** A grant may be said once by each layer: {@code try} may stand before one of them alone. */
  private record LayeredGrant(int layer, Grant grant) {}

  LandlockSection(Cells cells) {
    this.cells = cells;
    values = new Values(cells.findings());
    block = cells.blocks(Context.LANDLOCK, LandlockKeyword.class, this::read);
    grants = cells.keyed("landlock");
    cells.onReset("landlock", () -> place = Optional.empty());
  }

  void read(Arguments arguments) {
    place = place.or(() -> Optional.of(arguments.span()));
    arguments.block().ifPresent(block::read);
  }

  Optional<Located<Landlock>> value() {
    return place.map(span -> new Located<>(new Landlock(grants.values()), span));
  }

  /** Reports a container whose command could not be executed. */
  void finish() {
    boolean executes =
        grants.values().stream().anyMatch(grant -> grant.value().access() == FileAccess.EXEC);
    if (!executes && understood && block.isUnderstood()) {
      place.ifPresent(span -> cells.findings().add(nothingToExecute(span)));
    }
  }

  /** Reports that {@code no-new-privs off} rules {@code landlock} out. */
  void refuseBeside(Located<Boolean> noNewPrivileges) {
    place.ifPresent(
        span ->
            cells
                .findings()
                .add(
                    Diagnostic.of(
                            Code.CONFLICTING_OPTIONS, span, "`landlock` needs `no-new-privs on`")
                        .withRelated(noNewPrivileges.span(), "switched off here")
                        .withHelp(
                            "the kernel restricts only who can gain no privileges by execve(2)")));
  }

  private void read(LandlockKeyword keyword, Arguments arguments) {
    FileAccess access =
        switch (keyword) {
          case READ -> FileAccess.READ;
          case WRITE -> FileAccess.WRITE;
          case EXEC -> FileAccess.EXEC;
        };
    List<Located<String>> paths = values.readAll(arguments.many(0), ContainerPath::read);
    understood &= paths.size() == arguments.many(0).size();
    for (Located<String> path : paths) {
      var grant = new Grant(access, path.value());
      grants.say(
          new LayeredGrant(cells.layer(), grant),
          new Located<>(grant, path.span()),
          "`%s` lists `%s` twice".formatted(keyword.entry().name(), path.value()));
    }
  }

  private static Diagnostic nothingToExecute(Span span) {
    return Diagnostic.of(Code.MISSING_SETTING, span, "`landlock` lets nothing be executed")
        .withHelp("name where the command, and its loader, are: `exec /usr/bin, /usr/lib;`");
  }
}
