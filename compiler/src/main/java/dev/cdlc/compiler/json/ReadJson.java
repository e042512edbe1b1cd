package dev.cdlc.compiler.json;

import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json.Property;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON text. Numbers are whole, as all those of the OCI specification are; a property
 * stands once in its object.
 */
public final class ReadJson {
  /** More than any that people write has. */
  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Source source;
  private final Wanted wanted;
  private final Offsets offsets;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ReadJson(Source source, Wanted wanted) {
    this.source = source;
    this.wanted = wanted;
    this.offsets = new Offsets(source.text());
  }

  /** The document, or what is wrong with its text. */
  public static Result<Json> read(Source source, Wanted wanted) {
    return new ReadJson(source, wanted).document();
  }

  private Result<Json> document() {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
      try {
        Json root = value(parser, parser.nextToken());
        if (parser.nextToken() != null) {
          return Result.failed(List.of(new JsonFault(source, wanted).at(start(parser))));
        }
        return diagnostics.isEmpty() ? Result.of(root, List.of()) : Result.failed(diagnostics);
      } catch (JacksonException e) {
        return Result.failed(List.of(notJson(parser, e)));
      }
    }
  }

  private Diagnostic notJson(JsonParser parser, JacksonException e) {
    long where = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    int at = offsets.codePoint(where < 0 ? parser.currentLocation().getCharOffset() : where);
    return new JsonFault(source, wanted).at(at);
  }

  private Json value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new StreamReadException(parser, "no value");
    }
    int start = start(parser);
    return switch (token) {
      case START_OBJECT -> object(parser, start);
      case START_ARRAY -> array(parser, start);
      case VALUE_STRING -> new Json.Text(parser.getString(), place(parser, start));
      case VALUE_NUMBER_INT ->
          new Json.Whole(new BigInteger(parser.getString()), place(parser, start));
      case VALUE_NUMBER_FLOAT -> fraction(place(parser, start));
      case VALUE_TRUE -> new Json.Flag(true, place(parser, start));
      case VALUE_FALSE -> new Json.Flag(false, place(parser, start));
      case VALUE_NULL -> new Json.Null(place(parser, start));
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new StreamReadException(parser, "no value");
    };
  }

  /** From an offset to where the parser is. */
  private Span place(JsonParser parser, int start) {
    return source.span(start, end(parser));
  }

  private int start(JsonParser parser) {
    return offsets.codePoint(parser.currentTokenLocation().getCharOffset());
  }

  private int end(JsonParser parser) {
    return offsets.codePoint(parser.currentLocation().getCharOffset());
  }

  private Json object(JsonParser parser, int start) {
    var properties = new LinkedHashMap<String, Property>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      // For a name the parser has read on, to its colon.
      int quote = start(parser);
      Span place = source.span(quote, closingQuote(quote) + 1);
      var property = new Property(name, place, value(parser, parser.nextToken()));
      Optional.ofNullable(properties.putIfAbsent(name, property))
          .ifPresent(first -> diagnostics.add(second(property, first)));
    }
    return new Json.Mapping(List.copyOf(properties.values()), place(parser, start));
  }

  private int closingQuote(int start) {
    int at = start + 1;
    while (source.at(at) != '"' && source.at(at) >= 0) {
      at += source.at(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, source.length() - 1);
  }

  private Diagnostic second(Property second, Property first) {
    return Diagnostic.of(
            wanted.twice(), second.place(), "the property `" + second.name() + "` stands twice")
        .withRelated(first.place(), "first here")
        .withHelp("programs read either of the two; remove one");
  }

  private Json array(JsonParser parser, int start) {
    var items = new ArrayList<Json>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(parser, token));
      token = parser.nextToken();
    }
    return new Json.Sequence(items, place(parser, start));
  }

  private Json fraction(Span span) {
    diagnostics.add(
        Diagnostic.of(
                wanted.notJson(),
                span,
                "`" + source.slice(span) + "` is not written as a whole number")
            .withHelp(
                "all numbers of " + wanted.name() + " are whole, and written with digits alone"));
    return new Json.Null(span);
  }
}
