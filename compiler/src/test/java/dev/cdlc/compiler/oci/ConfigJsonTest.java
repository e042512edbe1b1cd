package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.schemas.SchemaId;
import dev.cdlc.schemas.Schemas;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConfigJsonTest {
  private static final JsonNode FULL = ConfigJson.tree(FullConfig.config());

  @Test
  void schemaAcceptsAConfigThatSaysEverything() {
    assertThat(Schemas.validate(SchemaId.OCI_CONFIG, FULL)).isEmpty();
  }

  @Test
  void everyPropertyOfTheSchemaIsWritten() {
    assertThat(SchemaProperties.ofOciConfig()).allMatch(path -> SchemaProperties.says(FULL, path));
  }

  @Test
  void unsignedNumbersKeepTheirLastBit() {
    assertThat(FULL.at("/process/rlimits/0/hard").bigIntegerValue())
        .hasToString("18446744073709551615");
    assertThat(FULL.at("/linux/seccomp/syscalls/0/args/0/valueTwo").bigIntegerValue())
        .hasToString("18446744073709551615");
  }

  @Test
  void schemaSaysMoreThanAFewProperties() {
    assertThat(SchemaProperties.ofOciConfig())
        .hasSizeGreaterThan(120)
        .contains("linux.resources.cpu.burst", "process.rlimits[].soft", "linux.sysctl.*");
  }
}
