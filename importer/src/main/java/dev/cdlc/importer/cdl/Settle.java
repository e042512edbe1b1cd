package dev.cdlc.importer.cdl;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.fmt.Format;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.cdl.Statement.Block;
import dev.cdlc.importer.cdl.Statement.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compiles a draft, and takes out of it what the compiler refuses, until it refuses nothing. So an
 * importer may write whatever ought to be right, and what it hands over is right.
 */
public final class Settle {
  private static final SourceId DRAFT = new SourceId("<draft>");

  /** By then, something is refused for what is said elsewhere; all is taken out. */
  private static final int MOST_ROUNDS = 12;

  private final Bundle bundle;
  private final Function<String, Inputs> inputs;
  private final Settings settings;
  private final List<Refusal> refusals = new ArrayList<>();

  private Settle(Bundle bundle, Function<String, Inputs> inputs, Settings settings) {
    this.bundle = bundle;
    this.inputs = inputs;
    this.settings = settings;
  }

  /**
   * A draft that compiles.
   *
   * @param text in canonical form
   * @param refusals what was taken out of it
   */
  public record Settled(
      List<Statement> statements, String text, Compilation compilation, List<Refusal> refusals) {
    public Settled {
      statements = List.copyOf(statements);
      refusals = List.copyOf(refusals);
    }

    /** Whether all of it has a place in one file: neither too many statements, nor too long. */
    public boolean fits() {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return refusals.stream()
              .noneMatch(refusal -> refusal.reason().code() == Code.TOO_MANY_STATEMENTS)
          && Source.decode(DRAFT, bytes).value().isPresent();
    }
  }

  /**
   * A part of a draft that the compiler refuses.
   *
   * @param node a {@link Statement}, or an {@link Item} of one
   */
  public record Refusal(Object node, Diagnostic reason) {}

  /**
   * Settles a draft.
   *
   * @param inputs what a text of CDL may read
   * @throws IllegalStateException if what is left is refused, and nothing of it can be taken out
   */
  public static Settled settle(
      List<Statement> draft, Bundle bundle, Function<String, Inputs> inputs, Settings settings) {
    return new Settle(bundle, inputs, settings).settle(draft);
  }

  /** Whether a draft compiles as it is. */
  public static boolean isTaken(List<Statement> draft, Bundle bundle, Settings settings) {
    var source = new Source(DRAFT, new Draft(draft).text());
    return Compile.compile(source, bundle, Inputs.NONE, settings).diagnostics().stream()
        .noneMatch(Compile::stops);
  }

  private Settled settle(List<Statement> draft) {
    List<Statement> statements = draft;
    for (int round = 0; ; round++) {
      var printed = new Draft(statements);
      var source = new Source(DRAFT, printed.text());
      Compilation compilation =
          Compile.compile(source, bundle, inputs.apply(source.text()), settings);
      List<Diagnostic> errors = compilation.diagnostics().stream().filter(Compile::stops).toList();
      if (errors.isEmpty()) {
        return new Settled(statements, canonical(source), compilation, refusals);
      }
      statements = without(refused(printed, statements, errors, round), statements);
    }
  }

  private static String canonical(Source source) {
    return Format.format(source).value().orElseThrow();
  }

  private Set<Object> refused(
      Draft printed, List<Statement> statements, List<Diagnostic> errors, int round) {
    Set<Object> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Diagnostic error : errors) {
      Stream<Object> at = printed.at(error.primary().span().start()).stream();
      boolean hopeless = round == MOST_ROUNDS || error.code() == Code.TOO_MANY_STATEMENTS;
      (hopeless ? Stream.<Object>concat(at, declarations(statements).stream()) : at)
          .flatMap(node -> droppable(node, statements))
          .filter(refused::add)
          .forEach(node -> refusals.add(new Refusal(node, error)));
    }
    if (refused.isEmpty()) {
      throw new IllegalStateException("a draft is refused: " + errors.getFirst().message());
    }
    return refused;
  }

  /**
   * What is taken out where a node is refused: of a container that is refused for what it does not
   * say, all that it says but its root.
   */
  private static Stream<?> droppable(Object node, List<Statement> statements) {
    Set<Object> tops = Collections.newSetFromMap(new IdentityHashMap<>());
    tops.addAll(declarations(statements));
    return Optional.of(node)
        .filter(tops::contains)
        .map(Statement.class::cast)
        .flatMap(Statement::block)
        .<Stream<?>>map(
            block ->
                block.statements().stream()
                    .filter(inside -> !inside.words().getFirst().equals("root")))
        .orElse(Stream.of(node));
  }

  /** The declarations of a file, those that stacks hold among them. */
  private static List<Statement> declarations(List<Statement> statements) {
    return statements.stream()
        .flatMap(
            statement ->
                statement.words().getFirst().equals("stack")
                    ? statement.block().stream().flatMap(block -> block.statements().stream())
                    : Stream.of(statement))
        .toList();
  }

  private static List<Statement> without(Set<Object> refused, List<Statement> statements) {
    return statements.stream()
        .filter(statement -> !refused.contains(statement))
        .map(statement -> pruned(refused, statement))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A statement without what is refused of it; nothing, where it would say nothing. */
  private static Optional<Statement> pruned(Set<Object> refused, Statement statement) {
    List<Item> items = statement.items().stream().filter(item -> !refused.contains(item)).toList();
    List<Statement> inside =
        statement
            .block()
            .map(Block::statements)
            .map(all -> without(refused, all))
            .orElse(List.of());
    boolean emptied =
        (items.isEmpty() && !statement.items().isEmpty())
            || (inside.isEmpty() && statement.block().isPresent() && statement.words().size() == 1);
    return emptied
        ? Optional.empty()
        : Optional.of(
            statement
                .withItems(items)
                .with(
                    statement.block().map(Block::layout).orElse(Statement.Layout.ONE_LINE),
                    inside));
  }
}
