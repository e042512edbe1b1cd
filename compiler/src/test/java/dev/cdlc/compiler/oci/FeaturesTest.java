package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.plan.Capability;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The structure of OCI features.md and features-linux.md. */
class FeaturesTest {
  private final JsonNode features =
      JsonMapper.shared().readTree(Features.json(Lower.mountOptions()));

  @Test
  void versionsAreTold() {
    assertThat(features.get("ociVersionMin").asString()).isEqualTo("1.0.0");
    assertThat(features.get("ociVersionMax").asString()).isEqualTo(Features.NEWEST);
  }

  @Test
  void mountOptionsAreThoseThatAPlanKnows() {
    assertThat(features.get("mountOptions"))
        .extracting(JsonNode::asString)
        .contains("ro", "rro", "rbind", "rslave", "idmap", "tmpcopyup")
        .doesNotContain("remount", "size")
        .isSorted();
  }

  @Test
  void namesAreThoseOfTheSpecification() {
    JsonNode linux = features.get("linux");
    assertThat(linux.get("namespaces"))
        .extracting(JsonNode::asString)
        .containsExactly("pid", "network", "mount", "ipc", "uts", "user", "cgroup", "time");
    assertThat(linux.get("capabilities")).hasSize(Capability.values().length);
    assertThat(linux.at("/seccomp/actions"))
        .extracting(JsonNode::asString)
        .contains("SCMP_ACT_ERRNO", "SCMP_ACT_KILL_PROCESS")
        .doesNotContain("SCMP_ACT_NOTIFY");
    assertThat(linux.at("/seccomp/operators"))
        .extracting(JsonNode::asString)
        .contains("SCMP_CMP_MASKED_EQ");
    assertThat(linux.at("/seccomp/archs")).extracting(JsonNode::asString).contains("SCMP_ARCH_ARM");
  }

  @Test
  void whatIsRefusedIsNoFeature() {
    assertThat(features.at("/linux/intelRdt/enabled").asBoolean()).isFalse();
    assertThat(features.at("/linux/netDevices/enabled").asBoolean()).isFalse();
    assertThat(features.at("/linux/cgroup/systemd").asBoolean()).isFalse();
  }
}
