package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Binding;
import dev.cdlc.compiler.check.Declared.Let;
import dev.cdlc.compiler.check.Declared.Param;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.diagnostic.Diagnostic.Label;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Host;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Literal;
import dev.cdlc.compiler.syntax.SyntaxFile.Piece.Reference;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Finds out what names stand for: each once, whoever asks. */
final class Evaluation {
  /** How many names may lie between a word and plain text. */
  private static final int DEEPEST = 64;

  /** In UTF-16 units; no argument of a program is longer: MAX_ARG_STRLEN of linux/binfmts.h. */
  private static final int LONGEST = 1 << 17;

  private final Sources sources;
  private final Findings findings;
  private final Inputs inputs;
  private final Settings settings;

  /** What {@code --set} gives, by whom it is given to. */
  private final IdentityHashMap<Binding, Given> given = new IdentityHashMap<>();

  private final IdentityHashMap<Binding, Meaning> known = new IdentityHashMap<>();
  private final List<Binding> open = new ArrayList<>();

  Evaluation(Sources sources, Findings findings, Inputs inputs, Settings settings) {
    this.sources = sources;
    this.findings = findings;
    this.inputs = inputs;
    this.settings = settings;
  }

  /**
   * A value from outside.
   *
   * @param giver as the subject of a sentence
   */
  private record Given(String giver, String text) {}

  /** Takes the value that {@code --set name=text} gives to a param. */
  void give(Param param, String name, String text) {
    given.put(param, new Given("`--set " + name + "=...`", text));
  }

  /** What a name stands for. */
  Meaning meaning(Binding binding) {
    Meaning before = known.get(binding);
    if (before != null) {
      return before;
    }
    int first = open.indexOf(binding);
    if (first >= 0) {
      return cycle(open.subList(first, open.size()));
    }
    open.add(binding);
    Meaning found = open.size() > DEEPEST ? tooDeep(binding) : evaluate(binding);
    open.removeLast();
    return known.merge(binding, found, (earlier, _) -> earlier);
  }

  /** What a word says, with the values of the names in {@code scope} in it. */
  Interpolation interpolate(Word word, Scope scope) {
    var texts = new ArrayList<String>();
    var origins = new ArrayList<Label>();
    boolean secret = false;
    int depth = 0;
    for (var piece : word.pieces()) {
      switch (piece) {
        case Literal(String text, _) -> texts.add(text);
        case Reference reference -> {
          switch (meaning(reference, scope)) {
            case Meaning.Known(var text, var hidden, var below, var origin) -> {
              texts.add(text);
              origins.add(origin);
              secret |= hidden;
              depth = Math.max(depth, below + 1);
            }
            case Meaning.Unknown(var missing) -> {
              return new Interpolation.Unknown(missing);
            }
          }
        }
      }
    }
    return word.broken()
        ? new Interpolation.Unknown(Optional.empty())
        : bounded(word, new Interpolation.Done(texts, secret, depth, origins));
  }

  /** Lets what is found at a word show where its values are said. */
  void explain(Word word, Interpolation.Done done) {
    findings.explain(word.span(), done.origins());
  }

  /** Reports that a value is needed and nobody gave it. */
  void reportMissing(Param param) {
    String name = param.name().value();
    findings.add(
        Diagnostic.of(
                Code.MISSING_VALUE, param.name().span(), "the param `" + name + "` has no value")
            .withHelp("give it one: `--set " + name + "=VALUE`, or a `default` in the source"));
  }

  private Interpolation bounded(Word word, Interpolation.Done done) {
    if (done.texts().stream().mapToLong(String::length).sum() <= LONGEST) {
      return done;
    }
    findings.add(
        Diagnostic.of(Code.COMPOSITION_LIMIT, word.span(), "with its values, the word is too long")
            .withHelp("a word has at most %d characters".formatted(LONGEST)));
    return new Interpolation.Unknown(Optional.empty());
  }

  private Meaning meaning(Reference reference, Scope scope) {
    return scope
        .binding(reference.name())
        .map(this::meaning)
        .orElseGet(
            () ->
                reference.name().startsWith("host.") ? host(reference) : unknown(reference, scope));
  }

  private Meaning host(Reference reference) {
    String name = reference.name();
    Optional<String> id =
        switch (name) {
          case "host.uid" -> hostId(name, settings.host().map(Host::uid));
          case "host.gid" -> hostId(name, settings.host().map(Host::gid));
          default -> Optional.empty();
        };
    return id.<Meaning>map(
            text -> new Meaning.Known(text, false, 0, new Label(reference.span(), "of the host")))
        .orElseGet(() -> withoutHost(reference));
  }

  private Optional<String> hostId(String name, Optional<Long> id) {
    return Optional.ofNullable(settings.sets().get(name)).or(() -> id.map(String::valueOf));
  }

  private Meaning withoutHost(Reference reference) {
    String name = reference.name();
    if (!name.equals("host.uid") && !name.equals("host.gid")) {
      findings.add(
          unknown(reference).withHelp("of the host, there are `${host.uid}` and `${host.gid}`"));
    } else if (settings.values() == Settings.Values.NEEDED) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_VALUE,
                  reference.span(),
                  "`${" + name + "}` depends on the host, which is not asked here")
              .withHelp("say what it is: `--set " + name + "=1000`"));
    }
    return Meaning.Unknown.REPORTED;
  }

  private Meaning unknown(Reference reference, Scope scope) {
    if (scope.surelyLacks(reference.name())) {
      findings.add(
          findings
              .guesses()
              .nearest(reference.name(), scope::bindingNames)
              .map(near -> didYouMean(unknown(reference), near))
              .orElseGet(
                  () -> unknown(reference).withHelp("`param` and `let` declare such names")));
    }
    return Meaning.Unknown.REPORTED;
  }

  private static Diagnostic unknown(Reference reference) {
    return Diagnostic.of(
        Code.UNKNOWN_REFERENCE,
        reference.span(),
        "nothing is called `" + reference.name() + "` here");
  }

  private static Diagnostic didYouMean(Diagnostic unknown, String near) {
    String reference = "${" + near + "}";
    return unknown
        .withHelp("did you mean `" + reference + "`?")
        .withFix("write `" + reference + "`", new Edit(unknown.primary().span(), reference));
  }

  private Meaning evaluate(Binding binding) {
    return switch (binding) {
      case Let let -> evaluate(let);
      case Param param -> evaluate(param);
    };
  }

  private Meaning evaluate(Let let) {
    return switch (interpolate(let.value(), let.home())) {
      case Interpolation.Done done -> meaning(let, done, let.value().span(), false);
      case Interpolation.Unknown(var missing) -> new Meaning.Unknown(missing);
    };
  }

  private Meaning meaning(
      Binding binding, Interpolation.Done done, Span span, boolean declaredSecret) {
    if (done.depth() >= DEEPEST) {
      return tooDeep(binding);
    }
    var origin = new Label(span, "what `" + binding.name().value() + "` stands for");
    return new Meaning.Known(done.text(), declaredSecret || done.secret(), done.depth(), origin);
  }

  private Meaning evaluate(Param param) {
    var cells = new Cells(sources, findings);
    cells.nextLayer(
        new FileSurroundings(
            this, param.home(), "", new Pass(false), new NamedFiles("", sources, Inputs.NONE)));
    ParamSection section = new ParamSection(cells).read(param.said());
    Meaning fallback = fallback(param, section);
    return given(param, section).map(value -> accepted(param, section, value)).orElse(fallback);
  }

  private Optional<Given> given(Param param, ParamSection section) {
    return Optional.ofNullable(given.get(param))
        .or(
            () ->
                section
                    .variable()
                    .flatMap(
                        name ->
                            inputs
                                .variable(name)
                                .map(text -> new Given("the variable `" + name + "`", text))));
  }

  private Meaning accepted(Param param, ParamSection section, Given value) {
    if (section.isSecret()) {
      findings.hide(value.text());
      inputs.secretGiven();
    }
    if (!section.acceptsFrom(value.giver(), value.text(), param.name().span())) {
      return Meaning.Unknown.REPORTED;
    }
    String name = param.name().value();
    var origin = new Label(param.name().span(), value.giver() + " says what `" + name + "` is");
    return new Meaning.Known(value.text(), section.isSecret(), 0, origin);
  }

  private Meaning fallback(Param param, ParamSection section) {
    Optional<Word> said = param.said().optional(2);
    return said.map(word -> fallback(param, section, word))
        .orElseGet(() -> new Meaning.Unknown(Optional.of(param)));
  }

  private Meaning fallback(Param param, ParamSection section, Word word) {
    return switch (interpolate(word, param.home())) {
      case Interpolation.Done done -> {
        if (section.isSecret() || done.secret()) {
          findings.hide(done.text());
        }
        findings.explain(word.span(), done.origins());
        yield section.accepts(done.text(), word)
            ? meaning(param, done, word.span(), section.isSecret())
            : Meaning.Unknown.REPORTED;
      }
      case Interpolation.Unknown(var missing) -> new Meaning.Unknown(missing);
    };
  }

  private Meaning cycle(List<Binding> round) {
    Binding first = round.getFirst();
    Diagnostic report =
        Diagnostic.of(
            Code.CYCLE,
            first.name().span(),
            "what `%s` stands for is made of itself".formatted(first.name().value()));
    for (Binding other : round.subList(1, round.size())) {
      report = report.withRelated(other.name().span(), "by way of `" + other.name().value() + "`");
    }
    findings.add(report.withHelp("give one of them a value of its own"));
    round.forEach(binding -> known.put(binding, Meaning.Unknown.REPORTED));
    return Meaning.Unknown.REPORTED;
  }

  private Meaning tooDeep(Binding binding) {
    findings.add(
        Diagnostic.of(
                Code.COMPOSITION_LIMIT,
                binding.name().span(),
                "names stand for names more than %d deep".formatted(DEEPEST))
            .withHelp("give one of them a value of its own"));
    return Meaning.Unknown.REPORTED;
  }
}
