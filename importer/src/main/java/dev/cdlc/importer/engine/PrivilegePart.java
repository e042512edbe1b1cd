package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import java.util.Locale;
import java.util.Optional;

/** What confines a container. */
public final class PrivilegePart {
  private final Sayings sayings;
  private final Span first;
  private boolean decided;

  PrivilegePart(Sayings sayings, Span first) {
    this.sayings = sayings;
    this.first = first;
  }

  public void add(Text capability, Span span) {
    capability("cap add", capability, span);
  }

  public void drop(Text capability, Span span) {
    capability("cap drop", capability, span);
  }

  private void capability(String head, Text capability, Span span) {
    sayings
        .values()
        .plain(capability, span)
        .map(name -> name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""))
        .ifPresent(name -> sayings.body().list(Slot.PRIVILEGES, head, name, name, span));
  }

  /** All that the engines give to a privileged container, and that CDL can say. */
  public void privileged(Span span) {
    sayings.body().say(Slot.PRIVILEGES, Statement.of("cap", "base", "all").from(span));
    privilege("seccomp", "unconfined", span);
    privilege("masked-paths", "none", span);
    privilege("readonly-paths", "none", span);
    sayings
        .report()
        .leftOut(
            span,
            "access to the host's devices",
            "`bind /dev /dev rbind` shows all of them; better name those that are needed");
  }

  private void privilege(String statement, String value, Span span) {
    sayings.body().say(Slot.PRIVILEGES, Statement.of(statement, value).from(span));
  }

  /** A security option: {@code seccomp=unconfined}, {@code apparmor:NAME}, ... */
  public void option(Text option, Span span) {
    String text = option.shown();
    int separator = text.indexOf('=') < 0 ? text.indexOf(':') : text.indexOf('=');
    String name = separator < 0 ? text : text.substring(0, separator);
    String value = separator < 0 ? "" : text.substring(separator + 1);
    switch (name) {
      case "no-new-privileges" -> noNewPrivileges(value, span);
      case "seccomp" -> seccomp(separator < 0 ? Text.EMPTY : option.from(separator + 1), span);
      case "apparmor" -> privilege("apparmor", value, span);
      case "systempaths" -> systemPaths(value, span);
      default ->
          sayings
              .report()
              .leftOut(span, "the security option `" + text + "`", "CDL has nothing like it");
    }
  }

  private void noNewPrivileges(String value, Span span) {
    Optional<Boolean> on =
        value.isEmpty() ? Optional.of(true) : sayings.values().flag(Text.of(value), span);
    decided = true;
    if (on.equals(Optional.of(false))) {
      privilege("no-new-privs", "off", span);
    }
  }

  private void seccomp(Text value, Span span) {
    switch (value.shown()) {
      case "unconfined" -> privilege("seccomp", "unconfined", span);
      case "", "builtin" -> {
        // the filter that CDL has, too
      }
      default -> {
        String path = MountPart.path(sayings.params(), value);
        sayings.body().say(Slot.PRIVILEGES, Statement.of("seccomp", "file", path).from(span));
      }
    }
  }

  private void systemPaths(String value, Span span) {
    if (value.equals("unconfined")) {
      privilege("masked-paths", "none", span);
      privilege("readonly-paths", "none", span);
    }
  }

  void finish() {
    if (!decided) {
      sayings
          .report()
          .kept(
              first,
              "`no-new-privs` stays on, as CDL has it unless told otherwise",
              "the engines leave it off; if a program must gain privileges, write `no-new-privs off`");
    }
  }
}
