package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made beside a file before its container can start. */
final class PreparationTest {
  @TempDir private Path folder;

  @Test
  void buildMakesTheRoot() throws IOException {
    assertThat(build("root from /bin/sh; run /bin/sh")).isEqualTo(new Invocation(0, "", ""));
    assertThat(Files.exists(rootfs().resolve("bin"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(Files.isExecutable(rootfs().resolve("bin/sh"))).isTrue();
    assertThat(folder.resolve("web")).exists();
  }

  @Test
  void bundleHasItsRoot() throws IOException {
    Invocation compiled = compile("root from /bin/sh; run /bin/sh");
    assertThat(compiled).isEqualTo(new Invocation(0, "", ""));
    assertThat(folder.resolve("bundle/config.json"))
        .content()
        .contains('"' + rootfs().toString() + '"');
    assertThat(rootfs()).isDirectory();
  }

  @Test
  void whatIsMissingIsToldWhereItIsAskedFor() throws IOException {
    String source = "root from /bin/sh, /bin/no-such; run /bin/sh";
    for (Invocation refused : new Invocation[] {build(source), compile(source)}) {
      assertThat(refused.status()).isOne();
      assertThat(refused.err())
          .contains("error[CDL7050]: /bin/no-such is not there")
          .contains("web.cdl:1:17")
          .contains("`command -v no-such`");
    }
    assertThat(folder.resolve("web")).doesNotExist();
    assertThat(folder.resolve("bundle")).doesNotExist();
    assertThat(folder.resolve(".cdlc")).doesNotExist();
  }

  @Test
  void overlaysAndFoldersNeedNothing() throws IOException {
    Files.createDirectory(folder.resolve("fs"));
    assertThat(build("root ./fs overlay; run /bin/sh").status()).isZero();
    assertThat(build("root ./fs; run /bin/sh").status()).isZero();
    assertThat(folder.resolve(".cdlc")).doesNotExist();
  }

  /** A later start without a compiler depends on them as much as on the source. */
  @Test
  void whatTheRootIsMadeOfIsTold() throws IOException {
    var source = new Source(new SourceId("web.cdl"), "container web < root from /bin/sh >");
    var bundle = new Bundle(folder.toString(), Bundle.Paths.ABSOLUTE);
    List<String> told = new ArrayList<>();
    Compile.compile(source, bundle)
        .containers()
        .forEach(
            container ->
                Preparation.of(
                    container,
                    new Telling(told),
                    new Images(Map.of()),
                    Preparation.Listeners.NONE));
    assertThat(told).contains("/bin/sh", "/etc/ld.so.cache").endsWith(rootfs() + " is there");
  }

  private record Telling(List<String> told) implements Preparation.Witness {
    @Override
    public void note(String path) {
      told.add(path);
    }

    @Override
    public void notePresence(String path) {
      told.add(path + " is there");
    }
  }

  private Invocation build(String statements) throws IOException {
    return Invocation.of("build", written(statements), "-o", folder.resolve("web").toString());
  }

  private Invocation compile(String statements) throws IOException {
    return Invocation.of("compile", written(statements), "-o", folder.resolve("bundle").toString());
  }

  private String written(String statements) throws IOException {
    Path file = folder.resolve("web.cdl");
    return Files.writeString(file, "container web < " + statements + " >\n").toString();
  }

  private Path rootfs() {
    return folder.resolve(".cdlc/web/rootfs");
  }
}
