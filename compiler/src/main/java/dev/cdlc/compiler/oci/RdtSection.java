package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Rdt;
import dev.cdlc.compiler.oci.OciConfig.IntelRdt;
import java.util.Optional;

/** Emits {@code linux.intelRdt}. */
record RdtSection(Located<Rdt> asked, Places places) {
  private static final String POINTER = "/linux/intelRdt";

  IntelRdt intelRdt() {
    Rdt rdt = places.note(POINTER, asked);
    for (int i = 0; i < rdt.schemata().size(); i++) {
      places.note(POINTER + "/schemata/" + i, rdt.schemata().get(i));
    }
    return new IntelRdt(
        note("closID", rdt.closId()),
        rdt.schemata().stream().map(Located::value).toList(),
        note("l3CacheSchema", rdt.l3()),
        note("memBwSchema", rdt.memBw()),
        note("enableMonitoring", rdt.monitoring()).orElse(false));
  }

  private <T> Optional<T> note(String property, Optional<Located<T>> value) {
    return value.map(said -> places.note(POINTER + "/" + property, said));
  }
}
