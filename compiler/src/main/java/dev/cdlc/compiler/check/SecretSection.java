package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.FileMode;
import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Secret;
import dev.cdlc.compiler.model.Secret.Source;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What {@code secret} says. */
final class SecretSection {
  private static final int DEFAULT_MODE = 0400;
  private static final int LARGEST_MODE = 0777;
  private static final String MODE = "mode=";

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final Keyed<String, Secret> secrets;

  SecretSection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    secrets = cells.keyed("secret");
  }

  void read(Arguments arguments) {
    Optional<Located<String>> name = values.read(arguments.one(0), Name::declared);
    Optional<Located<Source>> source = source(arguments.one(1), arguments.one(2));
    Optional<Located<String>> path = values.read(arguments.one(3), SecretSection::path);
    Optional<Integer> mode = mode(arguments.many(4));
    if (name.isPresent() && source.isPresent() && path.isPresent() && mode.isPresent()) {
      String key = name.get().value();
      secrets.say(
          key,
          new Located<>(
              new Secret(key, source.get().value(), path.get().value(), mode.get()),
              arguments.span()),
          "the secret `" + key + "` is declared twice");
    }
  }

  List<Located<Secret>> values() {
    return secrets.values();
  }

  private Optional<Located<Source>> source(Word kind, Word word) {
    return switch (kind.text()) {
      case "file" ->
          values.read(
              cells.surroundings().located(word),
              text -> FilesystemSection.path(text).map(Source.HostFile::new));
      case "value" -> values.read(word, text -> new Reading.Value<>(new Source.Text(text)));
      case "env" -> values.read(word, text -> Name.variable(text).map(Source.Variable::new));
      default -> {
        findings.add(unknown(kind));
        yield Optional.empty();
      }
    };
  }

  private static Diagnostic unknown(Word kind) {
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION,
            kind.span(),
            "`" + kind.text() + "` is not where a secret comes from"),
        kind.text(),
        ValueType.SECRET_KIND.words(),
        "it is " + ValueType.SECRET_KIND.doc());
  }

  private static Reading<String> path(String text) {
    return ContainerPath.read(text)
        .then(
            path ->
                path.equals("/")
                    ? Reading.wrong("`/` is not a file", "name one: /run/secrets/name")
                    : new Reading.Value<>(path));
  }

  /** Empty where it was reported. */
  private Optional<Integer> mode(List<Word> words) {
    if (words.isEmpty()) {
      return Optional.of(DEFAULT_MODE);
    }
    if (words.size() > 1) {
      findings.add(
          Diagnostic.of(Code.CONFLICTING_OPTIONS, words.get(1).span(), "the mode is said twice")
              .withRelated(words.getFirst().span(), "first here")
              .withHelp("remove one of the two"));
      return Optional.empty();
    }
    return values.read(words.getFirst(), SecretSection::mode).map(Located::value);
  }

  private static Reading<Integer> mode(String text) {
    return switch (FileMode.read(text.substring(MODE.length()), LARGEST_MODE)) {
      case Reading.Value<Integer> mode -> mode;
      case Reading.Refusal<Integer>(var code, var message, var help, var rewrites) ->
          new Reading.Refusal<>(code, message, help, rewrites.stream().map(MODE::concat).toList());
    };
  }
}
