package dev.cdlc.plan;

import java.math.BigInteger;
import tools.jackson.core.JsonGenerator;

/** Writes a filter of system calls as properties. */
final class FilterJson {
  private final JsonGenerator out;

  FilterJson(JsonGenerator out) {
    this.out = out;
  }

  void write(SeccompFilter filter) {
    action("defaultAction", filter.defaultAction());
    out.writeArrayPropertyStart("abis");
    filter.abis().forEach(abi -> out.writeString(abi.machineName()));
    out.writeEndArray();
    out.writeArrayPropertyStart("flags");
    filter.flags().forEach(flag -> out.writeString(ActionJson.word(flag)));
    out.writeEndArray();
    out.writeArrayPropertyStart("rules");
    filter.rules().forEach(this::rule);
    out.writeEndArray();
    filter.listener().ifPresent(this::listener);
  }

  private void rule(SeccompFilter.Rule rule) {
    out.writeStartObject();
    action("action", rule.action());
    out.writeArrayPropertyStart("names");
    rule.names().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("tests");
    rule.tests().forEach(this::test);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void action(String name, SeccompAction action) {
    out.writeObjectPropertyStart(name);
    out.writeStringProperty("kind", FilterText.kind(action));
    switch (action) {
      case SeccompAction.Deny(int errno) -> out.writeNumberProperty("errno", errno);
      case SeccompAction.Trace(int message) -> out.writeNumberProperty("message", message);
      case SeccompAction.KillProcess _,
          SeccompAction.KillThread _,
          SeccompAction.Trap _,
          SeccompAction.Notify _,
          SeccompAction.Log _,
          SeccompAction.Allow _ -> {}
    }
    out.writeEndObject();
  }

  private void test(SeccompFilter.ArgumentTest test) {
    out.writeStartObject();
    out.writeNumberProperty("index", test.index());
    out.writeStringProperty("operator", ActionJson.word(test.operator()));
    unsigned("value", test.value());
    unsigned("mask", test.mask());
    out.writeEndObject();
  }

  private void listener(SeccompFilter.Listener listener) {
    out.writeObjectPropertyStart("listener");
    out.writeStringProperty("path", listener.path());
    out.writeStringProperty("metadata", listener.metadata());
    out.writeEndObject();
  }

  private void unsigned(String name, long value) {
    out.writeNumberProperty(name, new BigInteger(Long.toUnsignedString(value)));
  }
}
