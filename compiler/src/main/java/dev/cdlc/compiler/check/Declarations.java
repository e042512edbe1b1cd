package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Binding;
import dev.cdlc.compiler.check.Declared.Container;
import dev.cdlc.compiler.check.Declared.Let;
import dev.cdlc.compiler.check.Declared.Network;
import dev.cdlc.compiler.check.Declared.Overlay;
import dev.cdlc.compiler.check.Declared.Param;
import dev.cdlc.compiler.check.Declared.Profile;
import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Project;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FileKeyword;
import dev.cdlc.compiler.registry.StackKeyword;
import dev.cdlc.compiler.registry.VariantKeyword;
import dev.cdlc.compiler.resolve.FileSet;
import dev.cdlc.compiler.resolve.ProjectRoot;
import dev.cdlc.compiler.syntax.SyntaxFile;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the files of a set declare at their top level, one file after another. */
final class Declarations {
  private static final String NEWEST_VERSION = "1";

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final IdentityHashMap<SyntaxFile, Scope> scopes = new IdentityHashMap<>();
  private final List<Binding> bindings = new ArrayList<>();
  private final List<Profile> profiles = new ArrayList<>();
  private final List<Container> containers = new ArrayList<>();
  private final List<Overlay> overlays = new ArrayList<>();

  private final List<Network> networks = new ArrayList<>();
  private final Once<Project> project;
  private final List<Policy> policies = new ArrayList<>();
  private final Expectations expectations;

  /** Containers are called by their names wherever they are declared; networks and stacks too. */
  private final Map<String, Located<String>> containerNames = new HashMap<>();

  private final Map<String, Located<String>> networkNames = new HashMap<>();
  private final Map<String, Located<String>> stackNames = new HashMap<>();
  private final Map<String, Located<String>> policyNames = new HashMap<>();

  private Once<String> version;
  private Scope scope = new Scope();
  private int includes;
  private boolean first = true;
  private boolean understood = true;

  Declarations(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    version = cells.once("the language version");
    project = cells.once("what holds for the project");
    expectations = new Expectations(findings);
  }

  /** That of the file that was read last. */
  Scope scope() {
    return scope;
  }

  /** Whether these are all the declarations that there are. */
  boolean areUnderstood() {
    return understood;
  }

  List<Binding> bindings() {
    return bindings;
  }

  List<Profile> profiles() {
    return profiles;
  }

  List<Container> containers() {
    return containers;
  }

  List<Network> networks() {
    return networks;
  }

  /** What is said of the project; empty in a file that is not the project's. */
  Optional<Project> project() {
    return project.value().isEmpty() && policies.isEmpty()
        ? Optional.empty()
        : Optional.of(project.value().map(Located::value).orElse(Project.NOTHING).with(policies));
  }

  /** What the files say is found in containers. */
  Expectations expectations() {
    return expectations;
  }

  /** What variants at the top level lay over containers. */
  List<Overlay> overlays() {
    return overlays;
  }

  /** Reads a file whose includes were read before. */
  Scope read(FileSet.Member member) {
    scope = new Scope();
    version = cells.once("the language version");
    includes = 0;
    first = true;
    scopes.put(member.file(), scope);
    BlockReader<FileKeyword> reader = cells.blocks(Context.FILE, FileKeyword.class, this::read);
    reader.read(member.file().statements(), true);
    understood &= reader.isUnderstood() && member.whole();
    scope.lose(reader.lost());
    if (!reader.isWhole() || member.inclusions().size() < includes) {
      scope.isNotWhole();
    }
    member.inclusions().forEach(this::include);
    return scope;
  }

  private void read(FileKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case CDL -> version(arguments);
      case INCLUDE -> checkInclude(arguments);
      case PARAM -> bind(new Param(reference(arguments), arguments, scope));
      case LET -> bind(new Let(reference(arguments), arguments.one(1), scope));
      case PROFILE -> arguments.block().ifPresent(block -> profile(arguments, block));
      case CONTAINER ->
          arguments.block().ifPresent(block -> container(arguments, block, Optional.empty()));
      case NETWORK -> network(arguments, Optional.empty());
      case STACK -> arguments.block().ifPresent(block -> stack(arguments, block));
      case VARIANT -> arguments.block().ifPresent(block -> variant(arguments, block));
      case LINT -> arguments.block().ifPresent(block -> project(arguments, block));
      case POLICY -> arguments.block().ifPresent(block -> policy(arguments, block));
      case EXPECT -> expectations.read(arguments, scope);
    }
    first = false;
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
    if (!first && version.value().filter(said -> said.span().equals(word.span())).isPresent()) {
      findings.add(
          Diagnostic.of(
                  Code.MISPLACED_STATEMENT, arguments.head(), "`cdl` stands after other statements")
              .withHelp("move it to the top of the file"));
    }
  }

  private void checkInclude(Arguments arguments) {
    includes++;
    Word path = arguments.one(0);
    if (path.text().isEmpty() || path.text().contains("${")) {
      findings.add(
          Diagnostic.of(
                  Code.WRONG_TYPE,
                  path.span(),
                  path.text().isEmpty()
                      ? "the path is empty"
                      : "the path of an `include` holds no `${...}`")
              .withHelp("which files there are must be known before any value is"));
      scope.isNotWhole();
    }
    arguments.optional(1).ifPresent(alias -> values.read(alias, Declarations::alias));
  }

  private static Reading<String> alias(String text) {
    return text.equals("host")
        ? Reading.wrong("`host` cannot be an alias", "`host.uid` and `host.gid` are the host's")
        : Name.read(text);
  }

  private Located<String> reference(Arguments arguments) {
    Word word = arguments.one(0);
    values.read(word, Name::reference);
    return new Located<>(word.text(), word.span());
  }

  /** What is no name cannot be asked for, nor be what another one was meant to be. */
  private void bind(Binding binding) {
    bindings.add(binding);
    if (Name.reference(binding.name().value()) instanceof Reading.Value) {
      declare(scope.bindings(), binding, "two names are `%s`");
    }
  }

  private void profile(Arguments arguments, Block block) {
    var profile = new Profile(name(arguments), arguments.many(1), block, scope);
    profiles.add(profile);
    declare(scope.profiles(), profile, "two profiles are called `%s`");
  }

  private void container(Arguments arguments, Block block, Optional<Located<String>> stack) {
    Located<String> name = name(arguments);
    containers.add(
        new Container(
            name, version.value(), arguments.many(1), block, stack, arguments.span(), scope));
    once(containerNames, name, "two containers are called `%s`");
  }

  private void network(Arguments arguments, Optional<Located<String>> stack) {
    Located<String> name = declaredName(arguments);
    networks.add(new Network(name, arguments.block(), stack, scope));
    once(networkNames, name, "two networks are called `%s`");
  }

  private void stack(Arguments arguments, Block block) {
    Located<String> name = declaredName(arguments);
    once(stackNames, name, "two stacks are called `%s`");
    BlockReader<StackKeyword> reader =
        cells.blocks(
            Context.STACK, StackKeyword.class, (keyword, said) -> member(keyword, said, name));
    reader.read(block);
    understood &= reader.isUnderstood();
  }

  private void member(StackKeyword keyword, Arguments arguments, Located<String> stack) {
    switch (keyword) {
      case NETWORK -> network(arguments, Optional.of(stack));
      case CONTAINER ->
          arguments.block().ifPresent(block -> container(arguments, block, Optional.of(stack)));
    }
  }

  private Located<String> declaredName(Arguments arguments) {
    Word word = arguments.one(0);
    values.read(word, Name::declared);
    return new Located<>(word.text(), word.span());
  }

  private void once(Map<String, Located<String>> names, Located<String> name, String fault) {
    Located<String> before = names.putIfAbsent(name.value(), name);
    if (before != null) {
      reportSecond(before, name, fault);
    }
  }

  private void variant(Arguments arguments, Block block) {
    Located<String> name = name(arguments);
    cells
        .blocks(
            Context.VARIANT,
            VariantKeyword.class,
            (keyword, said) -> {
              switch (keyword) {
                case CONTAINER -> said.block().ifPresent(inner -> overlay(name, said, inner));
              }
            })
        .read(block);
  }

  private void project(Arguments arguments, Block block) {
    Project read = new LintSection(cells).read(block);
    if (standsInProjectFile("lint", arguments)) {
      project.say(read, arguments.head());
    }
  }

  private void policy(Arguments arguments, Block block) {
    Located<String> name = name(arguments);
    Policy read = new PolicySection(cells).read(name, block);
    once(policyNames, name, "two policies are called `%s`");
    if (standsInProjectFile("policy", arguments)) {
      policies.add(read);
    }
  }

  private boolean standsInProjectFile(String statement, Arguments arguments) {
    boolean stands = ProjectRoot.isProjectFile(arguments.head().source().name());
    if (!stands) {
      findings.add(
          Diagnostic.of(
                  Code.MISPLACED_STATEMENT,
                  arguments.head(),
                  "`%s` cannot stand in this file".formatted(statement))
              .withHelp("it holds for a whole project: write it into `cdlc.cdl`"));
    }
    return stands;
  }

  private void overlay(Located<String> variant, Arguments arguments, Block block) {
    overlays.add(new Overlay(variant, arguments.one(0), block, scope));
  }

  private Located<String> name(Arguments arguments) {
    Word word = arguments.one(0);
    values.read(word, Name::read);
    return new Located<>(word.text(), word.span());
  }

  private <T extends Declared> void declare(Map<String, T> names, T declared, String fault) {
    T before = names.putIfAbsent(declared.name().value(), declared);
    if (before != null) {
      reportSecond(before.name(), declared.name(), fault);
    }
  }

  private void include(FileSet.Inclusion inclusion) {
    Scope other = Optional.ofNullable(scopes.get(inclusion.file())).orElseGet(Scope::new);
    if (inclusion.alias().isPresent()) {
      alias(inclusion.alias().get(), other);
      return;
    }
    scope.losesWith(other);
    bring(other, Scope::bindings, "two names are `%s`");
    bring(other, Scope::profiles, "two profiles are called `%s`");
    other.aliases().forEach(scope.aliases()::putIfAbsent);
  }

  private void alias(Located<String> alias, Scope other) {
    Scope before = scope.aliases().putIfAbsent(alias.value(), other);
    if (before != null && before != other) {
      findings.add(
          Diagnostic.of(
                  Code.DUPLICATE_NAME,
                  alias.span(),
                  "two includes are called `" + alias.value() + "`")
              .withHelp("give one of them another name"));
    }
  }

  private <T extends Declared> void bring(
      Scope other, Function<Scope, Map<String, T>> kind, String fault) {
    Map<String, T> own = kind.apply(scope);
    kind.apply(other)
        .forEach(
            (name, declared) -> {
              T before = own.putIfAbsent(name, declared);
              if (before != null && !before.name().equals(declared.name())) {
                reportSecond(declared.name(), before.name(), fault);
              }
            });
  }

  private void reportSecond(Located<String> before, Located<String> again, String fault) {
    Span span = again.span();
    findings.add(
        Diagnostic.of(Code.DUPLICATE_NAME, span, fault.formatted(again.value()))
            .withLabel("again here")
            .withRelated(before.span(), "first here")
            .withHelp("give one of them another name"));
  }
}
