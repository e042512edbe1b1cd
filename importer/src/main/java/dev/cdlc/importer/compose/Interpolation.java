package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.TextBuffer;
import dev.cdlc.importer.engine.Params;
import dev.cdlc.importer.engine.Report;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the variables in the values of a Compose file; {@code $$} is one {@code $}. */
final class Interpolation {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern OPERATOR = Pattern.compile(":?[-?+]");

  private static final int DEEPEST = 16;

  private final Params params;
  private final Report report;

  Interpolation(Params params, Report report) {
    this.params = params;
    this.report = report;
  }

  /** The text with its variables as references. */
  Text text(String value, Span span) {
    return text(value, span, 0);
  }

  private Text text(String value, Span span, int depth) {
    if (depth > DEEPEST) {
      report.invalid(span, "defaults of defaults are nested too deep", "write the value itself");
      return Text.EMPTY;
    }
    var text = new TextBuffer();
    int at = 0;
    for (int dollar = value.indexOf('$'); dollar >= 0; dollar = value.indexOf('$', at)) {
      text.append(value.substring(at, dollar));
      int end = end(value, dollar);
      text.append(reference(value.substring(dollar, end), span, depth));
      at = end;
    }
    return text.append(value.substring(at)).take();
  }

  /** Where a reference that begins at a dollar sign ends. */
  private static int end(String value, int dollar) {
    if (value.startsWith("$$", dollar)) {
      return dollar + 2;
    }
    if (!value.startsWith("${", dollar)) {
      Matcher name = NAME.matcher(value).region(dollar + 1, value.length());
      return name.lookingAt() ? name.end() : dollar + 1;
    }
    int depth = 0;
    for (int at = dollar + 1; at < value.length(); at++) {
      depth += value.charAt(at) == '{' ? 1 : value.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return value.length();
  }

  private Text reference(String written, Span span, int depth) {
    if (written.equals("$$")) {
      return Text.of("$");
    }
    boolean braced = written.startsWith("${");
    String inside =
        braced ? written.substring(2, Math.max(2, written.length() - 1)) : written.substring(1);
    Matcher name = NAME.matcher(inside);
    boolean closed = !braced || written.endsWith("}");
    if (!closed || !name.lookingAt()) {
      report.invalid(
          span,
          "`" + written + "` is not a variable",
          "write `${NAME}`, or `$$` for a dollar sign");
      return Text.EMPTY;
    }
    return reference(name.group(), inside.substring(name.end()), new Place(written, span, depth));
  }

  private record Place(String written, Span span, int depth) {}

  private Text reference(String name, String rest, Place place) {
    Matcher operator = OPERATOR.matcher(rest);
    if (rest.isEmpty()) {
      return params.reference(name, Optional.empty());
    }
    if (!operator.lookingAt()) {
      report.invalid(
          place.span(),
          "`" + place.written() + "` is not a variable",
          "write `${NAME}` or `${NAME:-default}`");
      return Text.EMPTY;
    }
    String argument = rest.substring(operator.end());
    return switch (operator.group().charAt(operator.group().length() - 1)) {
      case '-' -> params.reference(name, Optional.of(constant(argument, place)));
      case '?' -> params.reference(name, Optional.empty());
      default -> {
        report.leftOut(
            place.span(),
            "`" + place.written() + "`",
            "CDL has no value that depends on whether another is set");
        yield Text.EMPTY;
      }
    };
  }

  /** A default as plain text: variables in it have their own defaults, or are nothing. */
  private String constant(String value, Place place) {
    return text(value, place.span(), place.depth() + 1)
        .filled(name -> params.otherwise(name).orElse(""));
  }
}
