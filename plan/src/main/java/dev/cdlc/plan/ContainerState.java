package dev.cdlc.plan;

import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What hooks are told of a container, as far as it is known before it runs; see OCI runtime.md,
 * "State".
 *
 * @param bundle the absolute path that config.json's relative paths start from
 */
public record ContainerState(
    String ociVersion, String id, String bundle, SortedMap<String, String> annotations) {
  private static final JsonFactory FACTORY = new JsonFactory();

  public ContainerState {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /**
   * The state in JSON up to the pid, which is known only when it runs: digits and a brace complete
   * it, or where the container is gone already the brace alone.
   */
  public String beginning(Hook.Phase phase) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      write(out, Map.of("status", phase.status()));
      if (phase != Hook.Phase.POSTSTOP) {
        out.writeNumberProperty("pid", 0);
      }
      out.writeEndObject();
    }
    return text.toString().replaceFirst("0?}$", "");
  }

  /**
   * The state of the container's process in JSON, as the listener of a filter is told it, in three
   * pieces: between them stands the pid, twice the same.
   *
   * @param metadata left out if empty
   */
  public List<String> ofProcess(String metadata) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("ociVersion", ociVersion);
      out.writeArrayPropertyStart("fds");
      out.writeString("seccompFd");
      out.writeEndArray();
      if (!metadata.isEmpty()) {
        out.writeStringProperty("metadata", metadata);
      }
      out.writeEndObject();
    }
    String beginning = text.toString().replaceFirst("}$", ",\"state\":");
    return List.of(beginning + beginning(Hook.Phase.CREATE_RUNTIME), "},\"pid\":", "}");
  }

  /**
   * The state in JSON, as a runtime tells it.
   *
   * @param pid the init's; 0 where there is none
   * @param more what a runtime tells beyond the specification
   */
  public String text(String status, long pid, Map<String, String> more) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      write(out, Map.of("status", status));
      out.writeNumberProperty("pid", pid);
      new TreeMap<>(more).forEach(out::writeStringProperty);
      out.writeEndObject();
    }
    return text.toString();
  }

  /**
   * The same text in three pieces: between them stand the status and the pid.
   *
   * @param more what a runtime tells beyond the specification
   */
  public List<String> pieces(Map<String, String> more) {
    String text = text("", 0, more);
    String status = "\"status\":\"";
    int first = text.indexOf(status) + status.length();
    // In a string each quotation mark has a backslash before it; behind the pid stand only those.
    String pid = ",\"pid\":0";
    int second = text.lastIndexOf(pid) + pid.length() - 1;
    return List.of(
        text.substring(0, first), text.substring(first, second), text.substring(second + 1));
  }

  /** As properties of an object that has begun, with {@code more} behind the id. */
  void write(JsonGenerator out, Map<String, String> more) {
    out.writeStringProperty("ociVersion", ociVersion);
    out.writeStringProperty("id", id);
    more.forEach(out::writeStringProperty);
    out.writeStringProperty("bundle", bundle);
    out.writeObjectPropertyStart("annotations");
    annotations.forEach(out::writeStringProperty);
    out.writeEndObject();
  }
}
