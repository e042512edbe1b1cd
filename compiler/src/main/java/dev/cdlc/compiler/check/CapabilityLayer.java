package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Capabilities.Base;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.CapabilityKeyword;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What one layer says by {@code cap}, where the order of the statements makes no difference. */
final class CapabilityLayer {
  private final Findings findings;
  private final BlockReader<CapabilityKeyword> sets;
  private final Once<Base> base;
  private final Once<List<CapabilityName>> only;
  private final Once<List<Capability>> bounding;
  private final Once<List<Capability>> effective;
  private final Once<List<Capability>> permitted;
  private final Once<List<Capability>> inheritable;
  private final Once<List<Capability>> ambient;
  private final List<CapabilityName> added = new ArrayList<>();
  private final List<CapabilityName> dropped = new ArrayList<>();

  CapabilityLayer(Cells cells) {
    findings = cells.findings();
    sets = cells.blocks(Context.CAPABILITIES, CapabilityKeyword.class, this::readSet);
    base = cells.once("the base set");
    only = cells.once("`cap only`");
    bounding = cells.once("the bounding set");
    effective = cells.once("the effective set");
    permitted = cells.once("the permitted set");
    inheritable = cells.once("the inheritable set");
    ambient = cells.once("the ambient set");
  }

  void drop(List<CapabilityName> names) {
    dropped.addAll(names);
  }

  void add(List<CapabilityName> names) {
    added.addAll(names);
  }

  void only(List<CapabilityName> names, Span span) {
    only.say(names, span);
  }

  void base(Base set, Span span) {
    base.say(set, span);
  }

  void sets(Arguments arguments) {
    arguments.block().ifPresent(sets::read);
  }

  Capabilities value() {
    return new Capabilities(
        base.value(),
        CapabilityName.expand(added, dropped),
        CapabilityName.expand(dropped, added),
        only.value().map(said -> new Located<>(CapabilityName.exactly(said.value()), said.span())),
        new Capabilities.Sets(
            bounding.value(),
            effective.value(),
            permitted.value(),
            inheritable.value(),
            ambient.value()));
  }

  /** Reports what is asked for and against at once. */
  void finish() {
    for (CapabilityName add : added) {
      dropped.stream()
          .filter(drop -> drop.capability().equals(add.capability()))
          .findFirst()
          .ifPresent(drop -> findings.add(addedAndDropped(add, drop)));
    }
    only.value().ifPresent(this::reportBesideOnly);
  }

  private void readSet(CapabilityKeyword keyword, Arguments arguments) {
    List<Capability> named =
        CapabilityName.exactly(CapabilityName.readAll(arguments.many(0), findings));
    switch (keyword) {
      case BOUNDING -> bounding.say(named, arguments.span());
      case EFFECTIVE -> effective.say(named, arguments.span());
      case PERMITTED -> permitted.say(named, arguments.span());
      case INHERITABLE -> inheritable.say(named, arguments.span());
      case AMBIENT -> ambient.say(named, arguments.span());
    }
  }

  private void reportBesideOnly(Located<List<CapabilityName>> exact) {
    Stream.of(
            added.stream().map(CapabilityName::span),
            dropped.stream().map(CapabilityName::span),
            base.value().stream().map(Located::span))
        .flatMap(spans -> spans)
        .findFirst()
        .ifPresent(
            span ->
                findings.add(
                    Diagnostic.of(
                            Code.CONFLICTING_CAPABILITIES,
                            exact.span(),
                            "`cap only` stands beside another `cap`")
                        .withRelated(span, "this is not in force")
                        .withHelp("`cap only` is the whole list; remove it or the others")));
  }

  private static Diagnostic addedAndDropped(CapabilityName add, CapabilityName drop) {
    return Diagnostic.of(
            Code.CONFLICTING_CAPABILITIES,
            add.span(),
            "`" + add.text() + "` is both added and dropped")
        .withLabel("added here")
        .withRelated(drop.span(), "dropped here")
        .withHelp("remove one of the two: their order does not matter");
  }
}
