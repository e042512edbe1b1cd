package dev.cdlc.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as JSON, as {@code plan.schema.json} describes it. */
public final class PlanJson {
  /** Raised when a reader of the former form could misread the new one. */
  private static final int VERSION = 1;

  private static final ObjectWriter INDENTED = JsonMapper.shared().writer().with(prettyPrinter());

  private PlanJson() {}

  /** Indented by two spaces, ends in a newline; the same plan always gives the same bytes. */
  public static String format(Plan plan) {
    return INDENTED.writeValueAsString(tree(plan)) + "\n";
  }

  /** SHA-256, in hexadecimal, of the plan's JSON without white space. */
  public static String digest(Plan plan) {
    byte[] canonical = tree(plan).toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(canonical));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static ObjectNode tree(Plan plan) {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("version", VERSION).put("container", plan.container());
    var steps = root.putArray("steps");
    plan.steps().forEach(step -> steps.add(step(step)));
    return root;
  }

  private static ObjectNode step(Step step) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("actor", ActionJson.word(step.actor()));
    node.setAll(ActionJson.of(step.action()));
    node.put("inverse", ActionJson.word(step.inverse()));
    node.put("kernel", step.minimumKernel().toString());
    node.set("origin", origin(step.origin()));
    return node;
  }

  private static ObjectNode origin(Origin origin) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("source", origin.source())
        .put("line", origin.line())
        .put("column", origin.column())
        .put("implied", origin.implied());
  }

  private static DefaultPrettyPrinter prettyPrinter() {
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
