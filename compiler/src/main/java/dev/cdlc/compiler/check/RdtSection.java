package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Rdt;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.RdtKeyword;
import java.util.Optional;
import java.util.function.Function;

/** What {@code rdt} says. See OCI config-linux.md, "IntelRdt", and kernel resctrl.rst. */
final class RdtSection {
  private final Findings findings;
  private final BlockReader<RdtKeyword> settings;
  private final Values values;
  private final Once<String> closId;
  private final Once<String> l3;
  private final Once<String> memBw;
  private final Appended<String> schemata;
  private final Once<Boolean> monitoring;
  private Optional<Span> place = Optional.empty();
  private boolean understood = true;

  RdtSection(Cells cells) {
    findings = cells.findings();
    settings = cells.blocks(Context.RDT, RdtKeyword.class, this::readSetting);
    values = new Values(findings);
    closId = cells.once("the class of service");
    l3 = cells.once("`l3`");
    memBw = cells.once("`mem-bw`");
    schemata = cells.appended("rdt");
    monitoring = cells.once("`monitoring`");
  }

  void read(Arguments arguments) {
    place = place.or(() -> Optional.of(arguments.span()));
    arguments.block().ifPresent(settings::read);
  }

  Optional<Located<Rdt>> value() {
    return place.map(span -> new Located<>(rdt(), span));
  }

  private Rdt rdt() {
    return new Rdt(
        closId.value(), l3.value(), memBw.value(), schemata.values(), monitoring.value());
  }

  /** Reports a block that asks for nothing. */
  void finish() {
    value()
        .filter(_ -> understood && settings.isUnderstood())
        .filter(rdt -> isEmpty(rdt.value()))
        .ifPresent(rdt -> findings.add(empty(rdt.span())));
  }

  private static boolean isEmpty(Rdt rdt) {
    return rdt.closId().isEmpty()
        && rdt.l3().isEmpty()
        && rdt.memBw().isEmpty()
        && rdt.schemata().isEmpty()
        && rdt.monitoring().isEmpty();
  }

  private static Diagnostic empty(Span span) {
    return Diagnostic.of(Code.MISSING_SETTING, span, "`rdt` asks for nothing")
        .withHelp("name a class of service, as in `rdt < clos-id gold >`");
  }

  private void readSetting(RdtKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CLOS_ID -> read(arguments, RdtSection::className, closId);
      case L3 -> read(arguments, text -> line(text, "L3:", "L3:0=7f0;1=1f"), l3);
      case MEM_BW -> read(arguments, text -> line(text, "MB:", "MB:0=70;1=20"), memBw);
      case SCHEMATA -> schemata(arguments);
      case MONITORING -> read(arguments, Toggle::read, monitoring);
    }
  }

  private <T> void read(Arguments arguments, Function<String, Reading<T>> type, Once<T> cell) {
    Optional<Located<T>> read = values.read(arguments.one(0), type);
    understood &= read.isPresent();
    read.ifPresent(cell::say);
  }

  private void schemata(Arguments arguments) {
    var read = values.readAll(arguments.many(0), RdtSection::line);
    understood &= read.size() == arguments.many(0).size();
    read.forEach(schemata::say);
  }

  /** A folder of /sys/fs/resctrl that is none of its own. */
  private static Reading<String> className(String text) {
    boolean folder = !text.isEmpty() && text.indexOf('/') < 0 && !text.startsWith(".");
    return folder
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` cannot be a class of service", "it is the name of a folder: `gold`");
  }

  private static Reading<String> line(String text, String start, String example) {
    return text.startsWith(start) && text.indexOf('=') > 0
        ? line(text)
        : Reading.wrong("`" + text + "` is not such a line", "it reads as in \"" + example + "\"");
  }

  private static Reading<String> line(String text) {
    return text.indexOf(':') > 0 && text.indexOf('\n') < 0
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` is not a line of schemata", "it reads as in \"L2:0=f0;1=f\"");
  }
}
