package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.CpuList;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NumaPolicy;
import dev.cdlc.compiler.model.NumaPolicy.Flag;
import dev.cdlc.compiler.model.NumaPolicy.Mode;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.NumaPolicyKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What {@code numa-policy} says. */
final class NumaSection {
  private static final Choice<Mode> MODES =
      new Choice<>(List.of(Mode.values()), Mode::constantName, "mode");
  private static final Choice<Flag> FLAGS =
      new Choice<>(List.of(Flag.values()), Flag::constantName, "flag");

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final Once<NumaPolicy> policy;

  NumaSection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    policy = cells.once("the memory policy");
  }

  void read(Arguments arguments) {
    Optional<Located<String>> nodes =
        arguments.optional(1).flatMap(word -> values.read(word, NumaSection::nodes));
    Optional<Located<List<Flag>>> flags = flags(arguments);
    Word word = arguments.one(0);
    for (Located<Mode> mode : values.read(word, MODES::read).stream().toList()) {
      var said = new NumaPolicy(mode.value(), nodes, flags);
      policy.say(said, arguments.span());
      checkNodes(said, word.span(), arguments.optional(1).isPresent());
      flags.ifPresent(given -> checkFlags(said, given));
    }
  }

  Optional<Located<NumaPolicy>> value() {
    return policy.value();
  }

  private Optional<Located<List<Flag>>> flags(Arguments arguments) {
    Once<List<Flag>> flags = cells.once("`flags`");
    BlockReader<NumaPolicyKeyword> settings =
        cells.blocks(
            Context.NUMA_POLICY,
            NumaPolicyKeyword.class,
            (keyword, said) -> {
              switch (keyword) {
                case FLAGS -> flags.say(FLAGS.readAll(said.many(0), values), said.span());
              }
            });
    arguments.block().ifPresent(settings::read);
    return flags.value();
  }

  private static Reading<String> nodes(String text) {
    return CpuList.read(text, CpuList.LAST_NODE);
  }

  /** Source: mpol_new of Linux mm/mempolicy.c; an empty list with PREFERRED means LOCAL. */
  private void checkNodes(NumaPolicy policy, Span mode, boolean given) {
    String word = Choice.word(policy.mode());
    switch (policy.mode()) {
      case DEFAULT, LOCAL -> {
        if (given) {
          findings.add(
              unfit(
                  policy.nodes().map(Located::span).orElse(mode),
                  "nodes do not go with the mode `" + word + "`",
                  "leave them out, or say `bind` or `preferred`"));
        }
      }
      case BIND, INTERLEAVE, WEIGHTED_INTERLEAVE, PREFERRED_MANY -> {
        if (!given) {
          findings.add(
              Diagnostic.of(Code.MISSING_SETTING, mode, "the mode `" + word + "` needs nodes")
                  .withHelp("name them: `numa-policy " + word + " 0-1`"));
        }
      }
      case PREFERRED -> {}
    }
  }

  /** Source: sanitize_mpol_flags and mpol_new of Linux 6.18 mm/mempolicy.c. */
  private void checkFlags(NumaPolicy policy, Located<List<Flag>> flags) {
    List<Flag> said = flags.value();
    String mode = Choice.word(policy.mode());
    boolean local =
        policy.mode() == Mode.DEFAULT
            || policy.mode() == Mode.LOCAL
            || (policy.mode() == Mode.PREFERRED && policy.nodes().isEmpty());
    boolean balanced = policy.mode() == Mode.BIND || policy.mode() == Mode.PREFERRED_MANY;
    if (said.contains(Flag.STATIC_NODES) && said.contains(Flag.RELATIVE_NODES)) {
      findings.add(
          Diagnostic.of(
                  Code.CONFLICTING_OPTIONS,
                  flags.span(),
                  "`static-nodes` and `relative-nodes` exclude each other")
              .withHelp("remove one of the two"));
    }
    if (local && !said.isEmpty()) {
      findings.add(
          unfit(
              flags.span(),
              "`flags` do not go with the mode `" + mode + "` without nodes",
              "leave them out"));
    } else if (said.contains(Flag.NUMA_BALANCING) && !balanced) {
      findings.add(
          unfit(
              flags.span(),
              "`numa-balancing` does not go with the mode `" + mode + "`",
              "it goes with `bind` and `preferred-many`"));
    }
  }

  private static Diagnostic unfit(Span span, String message, String help) {
    return Diagnostic.of(Code.UNFIT_SETTING, span, message).withHelp(help);
  }
}
