package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Host;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.cdl.Settle;
import dev.cdlc.importer.cdl.Settle.Refusal;
import dev.cdlc.importer.cdl.Settle.Settled;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Item;
import java.util.List;
import java.util.Optional;

/** The end of an import: what the compiler refuses of it is left out, and told. */
public final class Conclusion {
  private static final Bundle BUNDLE = new Bundle("/", Bundle.Paths.RELATIVE);

  /** Any ids will do; params need no values. */
  private static final Settings SETTINGS =
      Settings.NONE.with(Settings.Values.DISPENSABLE).withHost(new Caller(1000, 1000));

  private Conclusion() {}

  private record Caller(long uid, long gid) implements Host {}

  /**
   * The text of a file that holds these statements; nothing where there is an error.
   *
   * @param whole where that stands which is imported
   */
  public static Result<String> of(List<Statement> statements, Span whole, Report report) {
    if (report.hasErrors()) {
      return Result.failed(report.diagnostics());
    }
    Settled settled =
        Settle.settle(statements, BUNDLE, text -> EmptyFiles.of(text, BUNDLE.folder()), SETTINGS);
    if (!settled.fits()) {
      return Result.failed(List.of(tooLong(whole)));
    }
    settled.refusals().forEach(refusal -> tell(refusal, report));
    return Result.of(settled.text(), report.diagnostics());
  }

  private static Diagnostic tooLong(Span whole) {
    return Diagnostic.of(Code.UNSAYABLE, whole, "the CDL for this is longer than a file may be")
        .withHelp("a file of CDL has at most 1 MiB and 10,000 statements; import parts of this");
  }

  /** What stands in no source, such as a default of the engines, is not missed. */
  private static void tell(Refusal refusal, Report report) {
    origin(refusal.node())
        .ifPresent(
            span ->
                report.add(
                    Diagnostic.of(Code.LEFT_OUT, span, "`" + text(refusal.node()) + "` is left out")
                        .withLabel(refusal.reason().message())));
  }

  private static Optional<Span> origin(Object node) {
    return switch (node) {
      case Statement statement -> statement.origin();
      case Item item -> item.origin();
      default -> Optional.empty();
    };
  }

  private static String text(Object node) {
    return switch (node) {
      case Statement statement -> String.join(" ", statement.words());
      case Item item -> item.text();
      default -> "";
    };
  }
}
