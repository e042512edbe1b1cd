package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Sysctl;
import dev.cdlc.plan.NamespacedSysctl;
import java.util.List;

/** What {@code sysctl} says: a value for each name. */
final class SysctlSection {
  private static final String FORMS =
      "the name's parts stand between dots, as sysctl(8) shows them: net.core.somaxconn=1024";

  private final Values values;
  private final Keyed<String, Sysctl> settings;

  SysctlSection(Cells cells) {
    values = new Values(cells.findings());
    settings = cells.keyed("sysctl");
  }

  void read(Arguments arguments) {
    values.readAll(arguments.many(0), SysctlSection::setting).forEach(this::say);
  }

  List<Located<Sysctl>> values() {
    return settings.values();
  }

  private void say(Located<Sysctl> setting) {
    String name = setting.value().name();
    settings.say(name, setting, "`" + name + "` is set twice");
  }

  private static Reading<Sysctl> setting(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Reading.wrong("`" + text + "` has no value", "write `" + text + "=VALUE`");
    }
    String value = text.substring(equals + 1);
    return value.chars().allMatch(c -> c >= ' ' || c == '\t')
        ? name(text.substring(0, equals), value).map(name -> new Sysctl(name, value))
        : Reading.wrong("the value holds a control character", "a value is one line");
  }

  /** A name whose value each namespace has its own of. */
  private static Reading<String> name(String text, String value) {
    if (text.indexOf('/') >= 0) {
      String dotted = text.replace('/', '.') + "=" + value;
      return isName(text.replace('/', '.')) && text.indexOf('.') < 0
          ? Reading.wrong("`" + text + "` is written with slashes", FORMS, dotted)
          : Reading.wrong("`" + text + "` is no name of a sysctl", FORMS);
    }
    if (text.isEmpty()) {
      return Reading.wrong("`=" + value + "` has no name", FORMS);
    }
    if (!isName(text)) {
      return Reading.wrong("`" + text + "` is no name of a sysctl", FORMS);
    }
    return switch (text) {
      case "kernel.hostname" -> hasStatement(text, "hostname");
      case "kernel.domainname" -> hasStatement(text, "domainname");
      default ->
          NamespacedSysctl.namespace(text).isPresent()
              ? new Reading.Value<>(text)
              : hosts(text, value);
    };
  }

  private static boolean isName(String text) {
    return text.indexOf('.') > 0
        && !text.endsWith(".")
        && !text.contains("..")
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-:@".indexOf(c) >= 0);
  }

  private static Reading<String> hasStatement(String name, String statement) {
    return new Reading.Refusal<>(
        Code.SYSCTL_OF_A_STATEMENT,
        "`" + name + "` is what the statement `" + statement + "` sets",
        "write `" + statement + " NAME`",
        List.of());
  }

  private static Reading<String> hosts(String name, String value) {
    return Suggestion.nearest(name, NamespacedSysctl.names())
        .map(Suggestion::word)
        .map(near -> ofHost(name, "did you mean `" + near + "`?", near + "=" + value))
        .orElseGet(
            () ->
                ofHost(
                    name,
                    "a container has its own of: `net.*`, `fs.mqueue.*`, `kernel.sem`, and"
                        + " `kernel.msg*` and `kernel.shm*` of System V IPC"));
  }

  private static Reading<String> ofHost(String name, String help, String... rewrites) {
    return new Reading.Refusal<>(
        Code.SYSCTL_NOT_NAMESPACED,
        "`" + name + "` is no container's own",
        help,
        List.of(rewrites));
  }
}
