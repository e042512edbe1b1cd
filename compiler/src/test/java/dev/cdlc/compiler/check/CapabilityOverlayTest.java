package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.plan.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityOverlayTest {
  @Test
  void laterLayerHasItsWayOverWhatBothName() {
    Capabilities merged =
        merged("cap add KILL, CHOWN; cap drop MKNOD", "cap drop KILL; cap add MKNOD");
    assertThat(values(merged.add())).containsExactly(Capability.CAP_CHOWN, Capability.CAP_MKNOD);
    assertThat(values(merged.drop())).containsExactly(Capability.CAP_KILL);
  }

  @Test
  void laterLayerAddsToAnEmptySet() {
    Capabilities merged = merged("cap drop ALL", "cap add KILL");
    assertThat(values(merged.add())).containsExactly(Capability.CAP_KILL);
    assertThat(values(merged.drop()))
        .hasSize(Capability.values().length - 1)
        .doesNotContain(Capability.CAP_KILL);
  }

  @Test
  void laterBaseStartsAnew() {
    Capabilities merged = merged("cap drop ALL; cap < ambient KILL >", "cap base all");
    assertThat(merged.drop()).isEmpty();
    assertThat(merged.sets().ambient()).isPresent();
  }

  @Test
  void laterListTakesThePlaceOfEverything() {
    Capabilities merged = merged("cap add KILL", "cap only CHOWN");
    assertThat(merged.add()).isEmpty();
    assertThat(merged.only().orElseThrow().value()).containsExactly(Capability.CAP_CHOWN);
  }

  @Test
  void laterLayerChangesAnExactList() {
    Capabilities merged = merged("cap only KILL, CHOWN", "cap drop KILL; cap add CHOWN, MKNOD");
    assertThat(merged.only().orElseThrow().value())
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_MKNOD);
    assertThat(merged.add()).isEmpty();
  }

  @Test
  void laterSetTakesThePlaceOfItsOwnKindOnly() {
    Capabilities merged = merged("cap < bounding KILL; ambient KILL >", "cap < ambient CHOWN >");
    assertThat(merged.sets().bounding().orElseThrow().value()).containsExactly(Capability.CAP_KILL);
    assertThat(merged.sets().ambient().orElseThrow().value()).containsExactly(Capability.CAP_CHOWN);
  }

  private static Capabilities merged(String below, String above) {
    return new CapabilityOverlay(capabilities(below), capabilities(above)).merged();
  }

  private static Capabilities capabilities(String statements) {
    String text = "container x < root ./fs; run true; " + statements + " >";
    return CheckedText.of(new Source(new SourceId("test.cdl"), text))
        .value()
        .orElseThrow()
        .getFirst()
        .privileges()
        .capabilities()
        .value();
  }

  private static List<Capability> values(List<Located<Capability>> entries) {
    return entries.stream().map(Located::value).toList();
  }
}
