package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a text of one YAML document. Does without recursion, and without copying what aliases stand
 * for, so that no text takes long.
 */
public final class ReadYaml {
  private static final int DEEPEST = 64;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final Source source;
  private final Deque<OpenValue> open = new ArrayDeque<>();
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private Optional<Sized> document = Optional.empty();

  private ReadYaml(Source source) {
    this.source = source;
  }

  /** The document, or what is wrong with its text; an empty one is null. */
  public static Result<Yaml> read(Source source) {
    try {
      return new ReadYaml(source).document();
    } catch (YamlFault fault) {
      return Result.failed(List.of(fault.diagnostic()));
    } catch (MarkedYamlEngineException e) {
      return Result.failed(List.of(notYaml(source, e)));
    } catch (ReaderException e) {
      int at = Math.clamp(e.getPosition(), 0, source.length());
      return Result.failed(
          List.of(
              report(
                      source.span(at, Math.min(at + 1, source.length())),
                      "this character may not stand in YAML")
                  .withHelp("write it in double quotes, as \\x07")));
    } catch (YamlEngineException _) {
      return Result.failed(List.of(report(source.span(0, 0), "this is not YAML")));
    }
  }

  private static Diagnostic notYaml(Source source, MarkedYamlEngineException e) {
    int at = e.getProblemMark().or(e::getContextMark).map(Mark::getIndex).orElse(0);
    int start = Math.clamp(at, 0, Math.max(0, source.length() - 1));
    var found =
        report(source.span(start, Math.min(start + 1, source.length())), "this is not YAML");
    return source.at(start) == '\t'
        ? found.withHelp("a tab cannot indent; write spaces")
        : found.withHelp("look at the indentation, and whether a quote or a bracket is closed");
  }

  static Diagnostic report(Span span, String message) {
    return Diagnostic.of(Code.NOT_YAML, span, message);
  }

  private Result<Yaml> document() {
    for (Event event : new Parse(SETTINGS).parseString(source.text())) {
      take(event);
    }
    Yaml empty = new Yaml.Scalar("", true, source.span(0, 0));
    return Result.of(document.map(Sized::value).orElse(empty), List.of());
  }

  private void take(Event event) {
    switch (event.getEventId()) {
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {
        // nothing to keep
      }
      case DocumentStart -> {
        if (document.isPresent()) {
          throw fault(event, "a second document begins here", "import one document at a time");
        }
      }
      case Scalar -> add(scalar((ScalarEvent) event), event);
      case Alias -> alias((AliasEvent) event);
      case SequenceStart -> begin(new OpenSequence(), (CollectionStartEvent) event);
      case MappingStart -> begin(new OpenMapping(), (CollectionStartEvent) event);
      case SequenceEnd, MappingEnd -> {
        OpenValue ended = open.pop();
        complete(ended.anchor(), ended.sized(place(ended.start(), event)));
      }
    }
  }

  private void begin(OpenValue value, CollectionStartEvent event) {
    if (open.size() == DEEPEST) {
      throw fault(event, "this is nested too deep", "values may stand 64 deep at most");
    }
    value.begin(event.getAnchor(), start(event), isReset(event.getTag()));
    open.push(value);
  }

  private void add(Sized value, Event event) {
    complete(((NodeEvent) event).getAnchor(), value);
  }

  private void complete(Optional<Anchor> anchor, Sized value) {
    anchor.ifPresent(name -> anchors.put(name, value));
    if (open.isEmpty()) {
      document = Optional.of(value);
    } else {
      open.getFirst().add(value);
    }
  }

  private void alias(AliasEvent event) {
    Sized value = anchors.get(event.getAlias());
    if (value == null) {
      boolean inside =
          open.stream().anyMatch(outer -> outer.anchor().equals(Optional.of(event.getAlias())));
      throw fault(
          event,
          inside
              ? "this alias stands for what it stands in"
              : "there is no anchor of this name above",
          "`*name` stands for the value that `&name` was written before");
    }
    complete(Optional.empty(), value);
  }

  private Sized scalar(ScalarEvent event) {
    boolean absent =
        event.isPlain() && List.of("", "null", "Null", "NULL", "~").contains(event.getValue());
    boolean reset = isReset(event.getTag());
    return new Sized(
        new Yaml.Scalar(event.getValue(), absent || reset, place(start(event), event)), 1);
  }

  /** As Compose has it, so that nothing is left of what would be merged. */
  private static boolean isReset(Optional<String> tag) {
    return tag.filter("!reset"::equals).isPresent();
  }

  private static int start(Event event) {
    return event.getStartMark().map(Mark::getIndex).orElse(0);
  }

  private Span place(int start, Event end) {
    return source.span(start, Math.max(start, end.getEndMark().map(Mark::getIndex).orElse(start)));
  }

  private YamlFault fault(Event event, String message, String help) {
    return new YamlFault(report(place(start(event), event), message).withHelp(help));
  }
}
