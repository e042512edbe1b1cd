package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.check.CheckedText;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.golden.Golden;
import dev.cdlc.compiler.golden.Said;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.plan.KernelVersion;
import dev.cdlc.plan.Origin;
import dev.cdlc.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What comes to light about statements when their examples, and the corpus, are compiled. */
final class StatementFacts {
  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);
  private static final SourceId EXAMPLE = new SourceId("example.cdl");

  /** Older kernels than this are not worth a word. */
  private static final KernelVersion OLDEST = new KernelVersion(2, 6);

  /** Codes up to this one are about the form of statements, and concern all. */
  private static final Code LAST_OF_FORM = Code.DUPLICATE_NAME;

  private final Map<Keyword, Set<Code>> codes = new LinkedHashMap<>();

  private StatementFacts() {}

  static StatementFacts ofCorpus() {
    var facts = new StatementFacts();
    Stream.of("check", "compose")
        .flatMap(folder -> Golden.in(folder).stream())
        .flatMap(
            golden -> Source.decode(new SourceId(golden.name()), golden.bytes()).value().stream())
        .forEach(facts::read);
    return facts;
  }

  private void read(Source source) {
    for (Diagnostic found : CheckedText.of(source).diagnostics()) {
      Span span = found.primary().span();
      if (found.code().compareTo(LAST_OF_FORM) > 0 && span.source().equals(source.id())) {
        Said.at(source, span.start())
            .forEach(
                keyword -> codes.computeIfAbsent(keyword, _ -> new TreeSet<>()).add(found.code()));
      }
    }
  }

  /** The codes of reports that the corpus draws for the statement, but for those on its form. */
  Set<Code> codes(Keyword keyword) {
    return codes.getOrDefault(keyword, Set.of());
  }

  /** The first kernel that does what the statement's example asks for, if that is worth a word. */
  static Optional<KernelVersion> kernel(Keyword keyword) {
    Source source = new Source(EXAMPLE, keyword.entry().example());
    Span span = spanIn(source, keyword);
    return containers(source)
        .flatMap(container -> container.plan().value().stream())
        .flatMap(plan -> plan.steps().stream())
        .filter(step -> lies(source, span, step.origin()))
        .map(Step::minimumKernel)
        .filter(kernel -> kernel.compareTo(OLDEST) > 0)
        .max(KernelVersion::compareTo);
  }

  private static boolean lies(Source source, Span span, Origin origin) {
    int place = source.lineStart(origin.line()) + origin.column() - 1;
    return !origin.implied() && span.start() <= place && place < span.end();
  }

  /** Whether {@code cdlc run} does what the statement's example asks for. */
  static boolean runs(Keyword keyword) {
    Source source = new Source(EXAMPLE, keyword.entry().example());
    Span span = spanIn(source, keyword);
    return containers(source)
        .flatMap(container -> container.plan().diagnostics().stream())
        .map(found -> found.primary().span())
        .noneMatch(found -> span.start() <= found.start() && found.start() < span.end());
  }

  private static Stream<CompiledContainer> containers(Source source) {
    return Compile.compile(source, BUNDLE).containers().stream();
  }

  private static Span spanIn(Source source, Keyword keyword) {
    List<Said> said = Said.in(source);
    return said.stream()
        .filter(one -> one.keyword() == keyword)
        .map(one -> one.statement().span())
        .findFirst()
        .orElseThrow();
  }
}
