package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Propagation;
import dev.cdlc.schemas.JsonText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadConfigTest {
  private static final Source SOURCE = new Source(new SourceId("config.json"), "{}");

  @Test
  void readsBackAConfigThatSaysEverything() {
    OciConfig full = FullConfig.config();
    assertThat(read(ConfigJson.tree(full)).value()).contains(full);
  }

  @Test
  void whatIsAbsentIsAsInRunc() {
    OciConfig config = config("{'root':{'path':'fs'},'process':{'cwd':'/','args':['sh']}}");
    assertThat(config.linux().rootfsPropagation()).isEqualTo(Propagation.SLAVE);
    assertThat(config.process().user().uid()).isZero();
    assertThat(config.process().capabilities().bounding()).isEmpty();
    assertThat(config.root().readonly()).isFalse();
  }

  @Test
  void aBindNeedsNoType() {
    OciConfig config =
        config(
            "{'root':{'path':'fs'},'process':{'args':['sh']},"
                + "'mounts':[{'destination':'/a','source':'/b','options':['rbind']}]}");
    assertThat(config.mounts())
        .containsExactly(new OciConfig.Mount("/a", "bind", "/b", List.of("rbind")));
  }

  @Test
  void aFileSystemNeedsItsType() {
    assertThat(
            errors(
                "{'root':{'path':'fs'},'process':{'args':['sh']},'mounts':[{'destination':'/a'}]}"))
        .containsExactly("`mounts[0]` needs `type`: it is no bind");
  }

  @Test
  void nothingRunsWithoutRootAndProcess() {
    assertThat(errors("{}"))
        .containsExactly(
            "a container that is to run needs `root`",
            "a container that is to run needs `process`");
  }

  @Test
  void nothingRunsWithoutArgs() {
    assertThat(errors("{'root':{'path':'fs'},'process':{'cwd':'/'}}"))
        .containsExactly("a container that is to run needs `process.args`");
  }

  @Test
  void warnsOfACapabilityThatNoKernelHas() {
    Result<OciConfig> result =
        read(
            json(
                "{'root':{'path':'fs'},'process':{'args':['sh'],"
                    + "'capabilities':{'bounding':['CAP_KILL','CAP_FLY']}}}"));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.PROPERTY_IGNORED);
    assertThat(result.value().orElseThrow().process().capabilities().bounding())
        .containsExactly(Capability.CAP_KILL);
  }

  @Test
  void leavesOutAmbientCapabilitiesThatCannotBe() {
    OciConfig config =
        config(
            "{'root':{'path':'fs'},'process':{'args':['sh'],'capabilities':{"
                + "'permitted':['CAP_KILL','CAP_CHOWN'],'inheritable':['CAP_CHOWN'],"
                + "'ambient':['CAP_KILL','CAP_CHOWN']}}}");
    assertThat(config.process().capabilities().ambient()).containsExactly(Capability.CAP_CHOWN);
  }

  private static OciConfig config(String json) {
    return read(json(json)).value().orElseThrow();
  }

  private static List<String> errors(String json) {
    Result<OciConfig> result = read(json(json));
    assertThat(result.value()).isEmpty();
    return result.diagnostics().stream().map(Diagnostic::message).toList();
  }

  private static Result<OciConfig> read(JsonNode config) {
    var places = new TreeMap<String, Origins.Place>();
    places.put("", new Origins.Place(new Span(SOURCE.id(), 0, 2), false));
    return ReadConfig.read(config, new Origins(Sources.of(SOURCE), places));
  }

  private static JsonNode json(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return JsonText.read(new ByteArrayInputStream(bytes));
  }
}
