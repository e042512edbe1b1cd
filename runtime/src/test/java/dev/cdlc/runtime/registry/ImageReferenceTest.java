package dev.cdlc.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.runtime.archive.ArchiveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "alpine, docker.io/library/alpine:latest, registry-1.docker.io",
    "alpine:3.20, docker.io/library/alpine:3.20, registry-1.docker.io",
    "team/web, docker.io/team/web:latest, registry-1.docker.io",
    "index.docker.io/alpine, docker.io/library/alpine:latest, registry-1.docker.io",
    "docker.io/alpine, docker.io/library/alpine:latest, registry-1.docker.io",
    "ghcr.io/org/app:v1, ghcr.io/org/app:v1, ghcr.io",
    "localhost/web, localhost/web:latest, localhost",
    "localhost:5000/web:1, localhost:5000/web:1, localhost:5000",
    "web:5000/team/app, web:5000/team/app:latest, web:5000",
    "'[::1]:5000/web', '[::1]:5000/web:latest', '[::1]:5000'",
    "Host/web, Host/web:latest, Host"
  })
  void whatIsUnsaidIsFilledIn(String text, String whole, String host) throws ArchiveException {
    ImageReference image = ImageReference.of(text);
    assertThat(image.text()).isEqualTo(whole);
    assertThat(image.host()).isEqualTo(host);
  }

  @Test
  void aDigestTakesThePlaceOfATag() throws ArchiveException {
    ImageReference image = ImageReference.of("alpine:3.20@" + DIGEST);
    assertThat(image.text()).isEqualTo("docker.io/library/alpine@" + DIGEST);
    assertThat(image.version()).isEqualTo(DIGEST);
    assertThatThrownBy(() -> ImageReference.of("alpine@md5:" + "0".repeat(32)))
        .hasMessageContaining("md5:");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost/a, true",
    "127.0.0.1:5000/a, true",
    "'[::1]:5000/a', true",
    "alpine, false",
    "localhost.example.org/a, false",
    "127.0.0.1.example.org/a, false",
    "10.0.0.1:5000/a, false"
  })
  void onlyThisHostIsAskedInTheClear(String text, boolean loopback) throws ArchiveException {
    assertThat(ImageReference.of(text).isLoopback()).isEqualTo(loopback);
  }
}
