package dev.cdlc.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.MapInputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Secret.Source.HostFile;
import dev.cdlc.compiler.oci.Bundle;
import org.junit.jupiter.api.Test;

/** Paths in an included file start at its folder, those of config.json and all others. */
class IncludedPathsTest {
  @Test
  void secretComesFromTheFolderOfItsFile() {
    assertThat(lifecycle("secret key file ./key /run/key").secrets())
        .extracting(secret -> secret.value().source())
        .containsExactly(new HostFile("./lib/key"));
  }

  @Test
  void absolutePathOfASecretStaysAsItIs() {
    assertThat(lifecycle("secret key file /etc/key /run/key").secrets())
        .extracting(secret -> secret.value().source())
        .containsExactly(new HostFile("/etc/key"));
  }

  private static Lifecycle lifecycle(String statement) {
    var inputs =
        new MapInputs()
            .file("/srv/main.cdl", "")
            .file("/srv/lib/part.cdl", "profile part < " + statement + " >");
    var main =
        new Source(
            new SourceId("main.cdl"),
            "include ./lib/part.cdl; container web use part < root ./fs; run true >");
    Compilation made =
        Compile.compile(main, new Bundle("/srv", Bundle.Paths.RELATIVE), inputs, Settings.NONE);
    assertThat(made.diagnostics()).isEmpty();
    return made.containers().getFirst().emission().extras().lifecycle();
  }
}
