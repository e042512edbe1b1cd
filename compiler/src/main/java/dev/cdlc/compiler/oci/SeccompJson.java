package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciSeccomp.Argument;
import dev.cdlc.compiler.oci.OciSeccomp.Rule;
import tools.jackson.databind.JsonNode;

/** {@code linux.seccomp} as JSON. */
final class SeccompJson {
  private SeccompJson() {}

  static JsonNode seccomp(OciSeccomp seccomp) {
    return new JsonObject()
        .put("defaultAction", seccomp.defaultAction())
        .number("defaultErrnoRet", seccomp.defaultErrnoRet())
        .texts("architectures", seccomp.architectures())
        .texts("flags", seccomp.flags())
        .text("listenerPath", seccomp.listenerPath())
        .text("listenerMetadata", seccomp.listenerMetadata())
        .objects("syscalls", seccomp.syscalls(), SeccompJson::rule)
        .node();
  }

  private static JsonNode rule(Rule rule) {
    return DefaultNodes.node(rule).orElseGet(() -> made(rule));
  }

  static JsonNode made(Rule rule) {
    return new JsonObject()
        .texts("names", rule.names())
        .put("action", rule.action())
        .number("errnoRet", rule.errnoRet())
        .objects("args", rule.args(), SeccompJson::argument)
        .node();
  }

  private static JsonNode argument(Argument argument) {
    var node =
        new JsonObject().put("index", argument.index()).putUnsigned("value", argument.value());
    argument.valueTwo().ifPresent(value -> node.putUnsigned("valueTwo", value));
    return node.put("op", argument.op()).node();
  }
}
