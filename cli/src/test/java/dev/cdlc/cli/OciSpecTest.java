package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.lower.Shape.Created;
import dev.cdlc.runtime.container.ContainerId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OciSpecTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenCanBeCreated() throws Exception {
    assertThat(spec()).isEqualTo(new Invocation(0, "", ""));
    OciBundle bundle = OciBundle.of(folder);
    assertThat(bundle.config().process().args()).containsExactly("sh");
    assertThat(bundle.rootfs()).isEqualTo(folder.resolve("rootfs"));
    assertThat(
            bundle.plan(new ContainerId("web"), new Created("/start", "/pid", "/report")).steps())
        .isNotEmpty();
  }

  @Test
  void rootlessMapsTheCaller() throws Exception {
    assertThat(spec("--rootless").status()).isZero();
    OciBundle bundle = OciBundle.of(folder);
    assertThat(bundle.config().linux().uidMappings())
        .singleElement()
        .satisfies(one -> assertThat(one.hostId()).isEqualTo(new CallerIds().uid()));
    assertThat(bundle.content()).doesNotContain("\"network\"");
  }

  @Test
  void aConfigThatIsThereStays() throws Exception {
    Path config = Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(spec())
        .isEqualTo(
            new Invocation(1, "", "cdlc: %s exists%n  help: remove it first%n".formatted(config)));
    assertThat(config).hasContent("{}");
  }

  @Test
  void aBundleIsAFolder() {
    Path none = folder.resolve("none");
    assertThat(Invocation.of("oci", "spec", "-b", none.toString()).err())
        .isEqualTo("cdlc: the bundle %s is no folder\n".formatted(none));
  }

  private Invocation spec(String... options) {
    return options.length == 0
        ? Invocation.of("oci", "spec", "--bundle", folder.toString())
        : Invocation.of("oci", "spec", "--bundle", folder.toString(), options[0]);
  }
}
