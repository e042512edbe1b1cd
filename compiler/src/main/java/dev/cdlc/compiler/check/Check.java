package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FileKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The check: makes the containers of a syntax tree, or says why it cannot. */
public final class Check {
  private static final String NEWEST_VERSION = "1";

  private final Sources sources;
  private final Findings findings = new Findings();
  private final Once<String> version;
  private final Map<String, Span> names = new HashMap<>();
  private final List<Container> containers = new ArrayList<>();

  /** Names of containers that may be ready in a way that could not be read. */
  private final Set<String> doubtful = new HashSet<>();

  private Check(Sources sources) {
    this.sources = sources;
    version = new Cells(sources, findings).once("the language version");
  }

  /** Checks a file; its containers, in source order, unless an error stands in the way. */
  public static Result<List<Container>> check(SyntaxFile file) {
    var check = new Check(Sources.of(file.source()));
    var reader =
        new Cells(check.sources, check.findings)
            .blocks(Context.FILE, FileKeyword.class, check::read);
    reader.read(file);
    new Dependencies(check.containers, check.findings).check(reader.isUnderstood(), check.doubtful);
    return check.findings.hasErrors()
        ? Result.failed(check.findings.all())
        : Result.of(List.copyOf(check.containers), check.findings.all());
  }

  private void read(FileKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CDL -> version(arguments);
      case CONTAINER -> arguments.block().ifPresent(block -> container(arguments, block));
    }
  }

  private void version(Arguments arguments) {
    Word word = arguments.one(0);
    version.say(word.text(), word.span());
    if (!word.text().equals(NEWEST_VERSION)) {
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_LANGUAGE_VERSION,
                  word.span(),
                  "this version of cdlc does not know CDL `" + word.text() + "`")
              .withHelp("the newest that it knows is `cdl " + NEWEST_VERSION + "`"));
    }
    if (!names.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.MISPLACED_STATEMENT, arguments.head(), "`cdl` stands after other statements")
              .withHelp("move it to the top of the file"));
    }
  }

  private void container(Arguments arguments, Block block) {
    Word word = arguments.one(0);
    new Values(findings).read(word, Name::read).ifPresent(this::claim);
    Located<String> name = new Located<>(word.text(), word.span());
    var reader = new ContainerReader(new Cells(sources, findings));
    containers.add(reader.read(name, block, arguments.span()));
    if (reader.isDoubtful()) {
      doubtful.add(name.value());
    }
  }

  private void claim(Located<String> name) {
    Span first = names.putIfAbsent(name.value(), name.span());
    if (first != null) {
      findings.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  name.span(),
                  "two containers are called `" + name.value() + "`")
              .withLabel("again here")
              .withRelated(first, "first here")
              .withHelp("give one of them another name"));
    }
  }
}
