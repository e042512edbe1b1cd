package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The text of a {@code .model} file: what a container says, a value a line with its place. */
final class ModelDump {
  private final Source source;
  private final StringBuilder out = new StringBuilder();

  private ModelDump(Source source) {
    this.source = source;
  }

  static String of(Source source, List<Container> containers) {
    var dump = new ModelDump(source);
    containers.forEach(container -> dump.show("container", container, ""));
    return dump.out.toString();
  }

  private void show(String name, Object value, String indent) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(said -> show(name, said, indent));
      case List<?> list -> list.forEach(item -> show(name, item, indent));
      case Located<?>(Record group, Span span) when holdsPlaces(group) -> {
        line(indent, name + place(span));
        components(group, indent);
      }
      case Located<?>(Object said, Span span) -> line(indent, name + " = " + said + place(span));
      case Span span -> line(indent, name + place(span));
      case Record group -> {
        line(indent, name);
        components(group, indent);
      }
      default -> line(indent, name + " = " + value);
    }
  }

  private static boolean holdsPlaces(Record group) {
    return Arrays.stream(group.getClass().getRecordComponents())
        .anyMatch(component -> component.getGenericType().getTypeName().contains("Located"));
  }

  private void components(Record group, String indent) {
    for (RecordComponent component : group.getClass().getRecordComponents()) {
      try {
        show(component.getName(), component.getAccessor().invoke(group), indent + "  ");
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }

  private String place(Span span) {
    return "  @%d:%d-%d:%d"
        .formatted(
            source.line(span.start()),
            source.column(span.start()),
            source.line(span.end()),
            source.column(span.end()));
  }
}
