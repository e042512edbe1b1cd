package dev.cdlc.plan;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what connects a container, and the files by which it finds names. */
record NetworkJson(JsonGenerator out) {
  void program(NetworkProgram program) {
    out.writeStartObject();
    out.writeStringProperty("path", program.kind().path());
    strings("args", program.args());
    strings("requests", program.requests());
    out.writeEndObject();
  }

  private void strings(String name, List<String> values) {
    out.writeArrayPropertyStart(name);
    values.forEach(out::writeString);
    out.writeEndArray();
  }

  void file(InitAction.TextFile file) {
    out.writeStartObject();
    out.writeStringProperty("path", file.path());
    out.writeStringProperty("text", file.text());
    out.writeEndObject();
  }
}
