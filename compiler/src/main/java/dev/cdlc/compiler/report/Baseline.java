package dev.cdlc.compiler.report;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.compiler.json.ReadJson;
import dev.cdlc.compiler.json.Wanted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Findings that are known, as a file keeps them.
 *
 * @param findings by file, code and fingerprint
 */
public record Baseline(List<Known> findings) {
  /** Raised when findings of a former file could not be recognised any more. */
  private static final int VERSION = 1;

  private static final Wanted WANTED =
      new Wanted(
          "a baseline",
          "`cdlc validate --write-baseline FILE` writes one",
          Code.SCHEMA_WRONG_FORM,
          Code.SCHEMA_WRONG_FORM);

  public Baseline {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing(Known::file)
                    .thenComparing(Known::code)
                    .thenComparing(Known::fingerprint))
            .distinct()
            .toList();
  }

  /**
   * One finding.
   *
   * @param file its path from the baseline's folder
   * @param code as in {@code CDL2002}
   * @param fingerprint see {@link dev.cdlc.compiler.diagnostic.Fingerprints}
   * @param message for those who read the file
   */
  public record Known(String file, String code, String fingerprint, String message) {
    /** What it is recognised by. */
    public Known withoutMessage() {
      return new Known(file, code, fingerprint, "");
    }
  }

  /** What came of reading a file. */
  public sealed interface Reading {
    record Read(Baseline baseline) implements Reading {}

    /** It cannot be used; why, as one clause. */
    record Unusable(String clause) implements Reading {}
  }

  /** Reads the text of a file. */
  public static Reading read(String text) {
    var source = new Source(new SourceId("baseline"), text);
    Result<Json> read = ReadJson.read(source, WANTED);
    return read.value()
        .map(Baseline::document)
        .orElseGet(() -> unusable(source, read.diagnostics().getFirst()));
  }

  private static Reading unusable(Source source, Diagnostic fault) {
    int line = source.line(fault.primary().span().start());
    return new Reading.Unusable("line %d: %s".formatted(line, fault.message()));
  }

  private static Reading document(Json root) {
    Optional<BigInteger> version =
        property(root, "version")
            .flatMap(
                value ->
                    value instanceof Json.Whole(BigInteger number, _)
                        ? Optional.of(number)
                        : Optional.empty());
    if (version.isEmpty()) {
      return new Reading.Unusable("it has no `version`, and so is no baseline");
    }
    if (!version.get().equals(BigInteger.valueOf(VERSION))) {
      return new Reading.Unusable(
          "it is of version %d, and this cdlc knows version %d".formatted(version.get(), VERSION));
    }
    return property(root, "findings")
        .flatMap(Baseline::findings)
        .<Reading>map(known -> new Reading.Read(new Baseline(known)))
        .orElseGet(
            () -> new Reading.Unusable("its `findings` lack a `file`, `code` or `fingerprint`"));
  }

  /** Empty where one of them is none. */
  private static Optional<List<Known>> findings(Json list) {
    if (!(list instanceof Json.Sequence(List<Json> items, _))) {
      return Optional.empty();
    }
    var all = new ArrayList<Known>();
    for (Json item : items) {
      Optional<String> file = text(item, "file");
      Optional<String> code = text(item, "code");
      Optional<String> fingerprint = text(item, "fingerprint");
      if (file.isEmpty() || code.isEmpty() || fingerprint.isEmpty()) {
        return Optional.empty();
      }
      all.add(
          new Known(file.get(), code.get(), fingerprint.get(), text(item, "message").orElse("")));
    }
    return Optional.of(all);
  }

  private static Optional<Json> property(Json object, String name) {
    return object instanceof Json.Mapping mapping
        ? mapping.get(name).map(Json.Property::value)
        : Optional.empty();
  }

  private static Optional<String> text(Json object, String name) {
    return property(object, name)
        .flatMap(
            value ->
                value instanceof Json.Text(String text, _) ? Optional.of(text) : Optional.empty());
  }

  /** The text of a file; the same findings give the same. */
  public String text() {
    return new JsonObject()
        .put("version", VERSION)
        .put(
            "findings",
            findings.stream()
                .map(
                    known ->
                        new JsonObject()
                            .put("file", known.file())
                            .put("code", known.code())
                            .put("fingerprint", known.fingerprint())
                            .put("message", known.message()))
                .toList())
        .text();
  }
}
