package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Layers.Layer;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.BodyKeyword;
import dev.cdlc.compiler.registry.CompositionKeyword;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.registry.IsolationKeyword;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import dev.cdlc.compiler.registry.ProcessKeyword;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.compiler.registry.ResourceKeyword;
import dev.cdlc.compiler.registry.SchedulingKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Statement;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the layers of one container: hands each statement to the section of its group. */
final class ContainerReader {
  private static final String RESET = "reset";

  private final Cells cells;
  private final Findings findings;
  private final Consumer<Variant> variants;
  private final BlockReader<BodyKeyword> body;
  private final FilesystemSection filesystem;
  private final ProcessSection process;
  private final SchedulingSection scheduling;
  private final PrivilegeSection privilege;
  private final IsolationSection isolation;
  private final ResourceSection resource;
  private final LifecycleSection lifecycle;
  private Scope home = new Scope();

  /** What a {@code variant} in a layer lays over it. */
  record Variant(Located<String> name, Layer layer) {}

  /**
   * @param variants takes the variants that the layers hold
   */
  ContainerReader(Cells cells, Consumer<Variant> variants) {
    this.cells = cells;
    this.variants = variants;
    findings = cells.findings();
    body = cells.blocks(Context.CONTAINER, BodyKeyword.class, this::read);
    filesystem = new FilesystemSection(cells);
    process = new ProcessSection(cells);
    scheduling = new SchedulingSection(cells);
    privilege = new PrivilegeSection(cells);
    isolation = new IsolationSection(cells);
    resource = new ResourceSection(cells);
    lifecycle = new LifecycleSection(cells);
  }

  /** Reads one more layer; it stands above those before. */
  void read(Layer layer, Surroundings surroundings) {
    home = layer.home();
    cells.nextLayer(surroundings);
    body.read(resetsFirst(layer.block().statements()), layer.block().close().isPresent());
  }

  /**
   * Reports what only the layers together can show, of statements that were all read.
   *
   * @param stack that the container stands in
   */
  void finish(Networks networks, Optional<Located<String>> stack) {
    if (Stream.of("scheduler", "nice", "exec-cpu-affinity").allMatch(body::knows)) {
      scheduling.finish();
    }
    privilege.finish(body::knows);
    resource.finish(body::knows);
    isolation.finish(body::knows);
    if (body.knows("ns") && isolation.isUnderstood()) {
      new NetworkCoherence(isolation.value(), lifecycle.value(networks), findings).check();
    }
    networks.check(lifecycle.joined(), stack);
  }

  /** Whether the container may have a `ready` check that could not be read. */
  boolean isDoubtful() {
    return !body.isWhole() || (body.mentions("ready") && !lifecycle.hasReadyCheck());
  }

  /** Reports what every container must have, and the layers do not say. */
  void reportMissing(Located<String> name) {
    if (!body.isWhole()) {
      return;
    }
    if (!body.mentions("root")) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_ROOT, name.span(), "container `" + name.value() + "` has no root")
              .withHelp("say where its files are: `root ./folder;`, or `root host;` to try it"));
    }
    boolean brought = body.mentions("root") && filesystem.mayBringCommand();
    if (!body.mentions("run") && !body.mentions("shell") && !brought) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_RUN, name.span(), "container `" + name.value() + "` has no command")
              .withHelp("add `run /path/to/program;` or `shell \"...\";` so that it can be run"));
    }
  }

  /** What the layers say together. */
  Container container(Declared.Container declared, Networks networks) {
    Located<String> name = declared.name();
    return new Container(
        name,
        declared.version(),
        filesystem.value(),
        process.value(),
        scheduling.value(),
        privilege.value(name.span()),
        isolation.value(),
        resource.value(),
        lifecycle.value(networks),
        declared.stack(),
        body.tried(),
        declared.span());
  }

  private void read(BodyKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CompositionKeyword composition -> read(composition, arguments);
      case FilesystemKeyword files -> filesystem.read(files, arguments);
      case ProcessKeyword command -> process.read(command, arguments);
      case SchedulingKeyword turn -> scheduling.read(turn, arguments);
      case PrivilegeKeyword right -> privilege.read(right, arguments);
      case IsolationKeyword view -> isolation.read(view, arguments);
      case ResourceKeyword limit -> resource.read(limit, arguments);
      case LifecycleKeyword around -> lifecycle.read(around, arguments);
    }
  }

  private void read(CompositionKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case VARIANT -> arguments.block().ifPresent(block -> variant(arguments, block));
      case RESET -> arguments.many(0).forEach(this::reset);
    }
  }

  private void variant(Arguments arguments, Block block) {
    Word word = arguments.one(0);
    variants.accept(new Variant(new Located<>(word.text(), word.span()), new Layer(block, home)));
  }

  /** The order of statements means nothing: a reset forgets what earlier layers said. */
  private static List<Statement> resetsFirst(List<Statement> statements) {
    if (statements.stream().noneMatch(ContainerReader::isReset)) {
      return statements;
    }
    return Stream.concat(
            statements.stream().filter(ContainerReader::isReset),
            statements.stream().filter(statement -> !isReset(statement)))
        .toList();
  }

  private static boolean isReset(Statement statement) {
    return statement.name().text().equals(RESET);
  }

  private void reset(Word word) {
    if (!word.broken() && !cells.reset(word.text())) {
      findings.add(notResettable(word));
    }
  }

  private Diagnostic notResettable(Word word) {
    Set<String> lists = cells.resettable();
    if (Registry.reserves(Context.CONTAINER, word.text())) {
      return Diagnostic.of(
              Code.UNKNOWN_OPTION, word.span(), "`" + word.text() + "` is no list statement")
          .withHelp("what it says is replaced by saying it again; `reset` forgets lists");
    }
    var names = new ArrayList<>(lists);
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no statement `" + word.text() + "`"),
        word.text(),
        names,
        "the list statements are `" + String.join("`, `", names) + "`");
  }
}
