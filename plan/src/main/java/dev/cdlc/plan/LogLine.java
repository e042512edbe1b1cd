package dev.cdlc.plan;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One line of an OCI runtime's log, in the forms that runc has and engines read. */
public final class LogLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private LogLine() {}

  public static String json(String level, String message, String time) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("level", level);
      out.writeStringProperty("msg", message);
      out.writeStringProperty("time", time);
      out.writeEndObject();
    }
    return text.toString();
  }

  public static String text(String level, String message, String time) {
    String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "time=\"%s\" level=%s msg=\"%s\"".formatted(time, level, quoted);
  }
}
