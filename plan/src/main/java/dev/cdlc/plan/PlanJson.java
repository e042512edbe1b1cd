package dev.cdlc.plan;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * A plan as JSON, as {@code plan.schema.json} describes it; the same plan always gives the same
 * bytes. Written as a stream, since an object mapper costs 20 ms of a cold start.
 */
public final class PlanJson {
  /** Raised when a reader of the former form could misread the new one. */
  private static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private PlanJson() {}

  /** Indented by two spaces, ends in a newline. */
  public static String format(Plan plan) {
    return text(plan, new Indented()) + "\n";
  }

  /** SHA-256, in hexadecimal, of the plan's JSON without white space. */
  public static String digest(Plan plan) {
    byte[] canonical = text(plan, ObjectWriteContext.empty()).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(canonical));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(Plan plan, ObjectWriteContext context) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(context, text)) {
      plan(plan, out);
    }
    return text.toString();
  }

  private static void plan(Plan plan, JsonGenerator out) {
    out.writeStartObject();
    out.writeNumberProperty("version", VERSION);
    out.writeStringProperty("container", plan.container());
    out.writeArrayPropertyStart("steps");
    plan.steps().forEach(step -> step(step, out));
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void step(Step step, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("actor", ActionJson.word(step.actor()));
    new ActionJson(out).write(step.action());
    out.writeStringProperty("inverse", ActionJson.word(step.inverse()));
    out.writeStringProperty("kernel", step.minimumKernel().toString());
    out.writeObjectPropertyStart("origin");
    origin(step.origin(), out);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void origin(Origin origin, JsonGenerator out) {
    out.writeStringProperty("source", origin.source());
    out.writeNumberProperty("line", origin.line());
    out.writeNumberProperty("column", origin.column());
    out.writeBooleanProperty("implied", origin.implied());
  }

  /** Tells the generator to lay the text out for people. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      var lines = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter()
          .withArrayIndenter(lines)
          .withObjectIndenter(lines)
          .withSeparators(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withArrayEmptySeparator("")
                  .withObjectEmptySeparator(""));
    }
  }
}
