package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that statements name belong to a compilation's sources, whatever comes of it. */
class NamedFilesTest {
  private final MapInputs inputs =
      new MapInputs()
          .file("/srv/cdl/web.env", "\ufeffA=1\n")
          .file("/srv/cdl/lib/base.cdl", "profile base < env file ./base.env >")
          .file("/srv/cdl/lib/base.env", "B=2\n");

  @Test
  void eachIsASourceAsItsReaderCallsIt() {
    Compilation compilation =
        compile(
            "include ./lib/base.cdl; container web use base < root ./r; run x; env file ./web.env >");
    assertThat(ids(compilation))
        .containsExactly("d/web.cdl", "d/lib/base.cdl", "d/lib/base.env", "d/web.env");
    assertThat(compilation.sources().all().getLast().text()).isEqualTo("A=1\n");
  }

  @Test
  void eachIsASourceWhereAnErrorStopsCompilation() {
    Compilation compilation =
        compile("container web < root ./r; run x; env file ./web.env; memroy 1GiB >");
    assertThat(compilation.containers()).isEmpty();
    assertThat(ids(compilation)).containsExactly("d/web.cdl", "d/web.env");
  }

  @Test
  void eachIsReadOnce() {
    compile(
        "profile a < env file ./web.env > container b use a < root ./r; run x; variant c < > >"
            + " container d use a < root ./r; run x >");
    assertThat(inputs.reads()).isEqualTo(1);
  }

  @Test
  void aSourceThatIsNamedStaysWhatItIs() {
    inputs.file("/srv/cdl/web.cdl", "not what the editor holds");
    Compilation compilation = compile("container web < root ./r; run x; env file ./web.cdl >");
    assertThat(ids(compilation)).containsExactly("d/web.cdl");
    assertThat(compilation.diagnostics())
        .singleElement()
        .extracting(found -> found.message())
        .isEqualTo("line 1 of `./web.cdl` names no variable");
  }

  private Compilation compile(String text) {
    return Compile.compile(
        new Source(new SourceId("d/web.cdl"), text),
        new Bundle("/srv/cdl", Bundle.Paths.RELATIVE),
        inputs,
        Settings.NONE);
  }

  private static List<String> ids(Compilation compilation) {
    return compilation.sources().all().stream().map(source -> source.id().name()).toList();
  }
}
