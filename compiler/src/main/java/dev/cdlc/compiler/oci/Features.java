package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.FilterAction;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.schemas.JsonText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of the specification is implemented, whatever the host has; see OCI features.md. */
public final class Features {
  /** The newest version of the specification that is implemented. */
  public static final String NEWEST = SpecVersion.V1_3;

  private static final String OLDEST = "1.0.0";

  private Features() {}

  /**
   * The features as JSON, with a newline at the end.
   *
   * @param mountOptions each word that is no option of the file system
   */
  public static String json(Collection<String> mountOptions) {
    ObjectNode features =
        new JsonObject()
            .put("ociVersionMin", OLDEST)
            .put("ociVersionMax", NEWEST)
            .texts("hooks", hooks())
            .texts("mountOptions", mountOptions.stream().sorted().toList())
            .put("linux", linux())
            .node();
    return JsonText.print(features);
  }

  private static List<String> hooks() {
    return List.of(
        "prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop");
  }

  private static JsonNode linux() {
    return new JsonObject()
        .texts("namespaces", words(NamespaceType.values(), JsonObject::word))
        .texts("capabilities", words(Capability.values(), Enum::name))
        .put("cgroup", cgroup())
        .put("seccomp", seccomp())
        .put("apparmor", enabled(true))
        .put("selinux", enabled(true))
        .put("intelRdt", enabled(false))
        .put("mountExtensions", new JsonObject().put("idmap", enabled(true)).node())
        .put("netDevices", enabled(false))
        .node();
  }

  private static JsonNode cgroup() {
    return new JsonObject()
        .put("v1", true)
        .put("v2", true)
        .put("systemd", false)
        .put("systemdUser", false)
        .put("rdma", true)
        .node();
  }

  /** A listener is refused, and so is what needs one. */
  private static JsonNode seccomp() {
    List<FilterAction> actions =
        Stream.of(FilterAction.values()).filter(one -> one != FilterAction.NOTIFY).toList();
    List<String> flags =
        words(SeccompFilter.Flag.values(), flag -> "SECCOMP_FILTER_FLAG_" + flag.name());
    return new JsonObject()
        .put("enabled", true)
        .texts("actions", actions.stream().map(one -> "SCMP_ACT_" + one.name()).toList())
        .texts("operators", words(SeccompFilter.Operator.values(), one -> "SCMP_CMP_" + one.name()))
        .texts("archs", DefaultFilter.ARCHITECTURES)
        .texts("knownFlags", flags)
        .texts("supportedFlags", flags)
        .node();
  }

  private static JsonNode enabled(boolean value) {
    return new JsonObject().put("enabled", value).node();
  }

  private static <T> List<String> words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).toList();
  }
}
