package dev.cdlc.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.cdlc.runtime.archive.TarBytes;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.image.ImageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a registry on this host, which also lies. */
final class ImageStoreTest {
  private static final String MANIFESTS = "/v2/team/web/manifests/";
  private static final String BLOBS = "/v2/team/web/blobs/";

  @TempDir private Path folder;
  private Path layout;
  private ServedRegistry registry;
  private String manifest;
  private String layer;
  private long fetched;

  @BeforeEach
  void serve() throws IOException {
    layout = folder.resolve("layout");
    registry = new ServedRegistry(layout);
    manifest = image("{\"Cmd\": [\"/bin/web\"]}", "a program");
    registry.tag("v1", manifest, ServedRegistry.MANIFEST);
    String text = Files.readString(blob(manifest));
    layer = text.substring(text.lastIndexOf("sha256:"), text.lastIndexOf("sha256:") + 71);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private String image(String config, String content) throws IOException {
    String described =
        new ImageBytes()
            .config(config)
            .layer(new TarBytes().file("bin/web", content))
            .described(layout, "");
    return digestIn(described);
  }

  private static String digestIn(String descriptor) {
    int at = descriptor.indexOf("sha256:");
    return descriptor.substring(at, at + 71);
  }

  private Path blob(String digest) {
    return layout.resolve("blobs/sha256").resolve(digest.replace("sha256:", ""));
  }

  private Path kept(String digest) {
    return folder.resolve("cache/images/blobs/sha256").resolve(digest.replace("sha256:", ""));
  }

  private ImageReference named(String version) throws IOException {
    return ImageReference.of(registry.host() + "/team/web" + version);
  }

  private ImageStore store() {
    return store(Map.of());
  }

  private ImageStore store(Map<String, String> environment) {
    var listener =
        new PullListener() {
          @Override
          public void expect(long bytes) {
            fetched = 0;
          }

          @Override
          public void step(long bytes) {
            fetched += bytes;
          }

          @Override
          public void end() {}
        };
    return new ImageStore(folder.resolve("cache/images"), Credentials.of(environment), listener);
  }

  private AbstractThrowableAssert<?, ?> refused(String version) {
    return assertThatThrownBy(() -> store().whole(named(version), "amd64"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatWasPulledIsNotAskedForAgain() throws IOException {
    Image image = store().whole(named(":v1"), "amd64");
    assertThat(image.config().cmd()).containsExactly("/bin/web");
    assertThat(fetched).isEqualTo(Files.size(blob(layer)));
    for (Image.Layer one : image.layers()) {
      try (InputStream in = one.blob().open()) {
        assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(blob(layer)));
      }
    }
    registry.requests.clear();
    assertThat(store().whole(named(":v1"), "amd64"))
        .extracting(Image::config)
        .isEqualTo(image.config());
    assertThat(image.asked()).containsExactly(store().index(named(":v1"), "amd64").toString());
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void aTagIsLookedUpAnewWhenItIsPulled() throws IOException {
    store().whole(named(":v1"), "amd64");
    registry.tag("v1", image("{\"Cmd\": [\"/bin/new\"]}", "another"), ServedRegistry.MANIFEST);
    assertThat(store().image(named(":v1"), "amd64").config().cmd()).containsExactly("/bin/web");
    assertThat(store().pull(named(":v1"), "amd64").config().cmd()).containsExactly("/bin/new");
    assertThat(store().image(named(":v1"), "amd64").config().cmd()).containsExactly("/bin/new");
    assertThat(store().whole(named("@" + manifest), "amd64").config().cmd())
        .containsExactly("/bin/web");
  }

  @Test
  void anIndexHasAnImageForEachMachine() throws IOException {
    String arm =
        new ImageBytes()
            .config("{\"User\": \"arm\"}")
            .described(layout, ", \"platform\": {\"architecture\": \"arm64\", \"os\": \"linux\"}");
    String amd =
        new ImageBytes()
            .config("{\"User\": \"amd\"}")
            .described(layout, ", \"platform\": {\"architecture\": \"amd64\", \"os\": \"linux\"}");
    String index = "{\"schemaVersion\": 2, \"manifests\": [%s, %s]}".formatted(arm, amd);
    String described =
        ImageBytes.descriptor(
            layout, ServedRegistry.INDEX, index.getBytes(StandardCharsets.UTF_8), "");
    registry.tag("both", digestIn(described), ServedRegistry.INDEX);
    assertThat(store().image(named(":both"), "arm64").config().user()).contains("arm");
    assertThat(store().image(named(":both"), "amd64").config().user()).contains("amd");
    assertThatThrownBy(() -> store().image(named(":both"), "riscv64"))
        .hasMessageContaining("is not for linux/riscv64");
  }

  @Test
  void aManifestThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
    registry.lies.put(MANIFESTS + manifest, exchange -> send(exchange, "{}"));
    refused("@" + manifest).hasMessageContaining("is not " + manifest + ": it has the digest");
    registry.lies.put(
        MANIFESTS + "v1",
        exchange -> {
          exchange.getResponseHeaders().set("Docker-Content-Digest", manifest);
          send(exchange, "{}");
        });
    refused(":v1").hasMessageContaining("is not " + manifest + ": it has the digest");
    assertThat(kept(manifest)).doesNotExist();
  }

  @Test
  void aLayerThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
    byte[] right = Files.readAllBytes(blob(layer));
    byte[] wrong = right.clone();
    wrong[right.length - 1] ^= 1;
    registry.lies.put(BLOBS + layer, exchange -> ServedRegistry.send(exchange, wrong));
    refused(":v1").hasMessageContaining("for " + layer + " is not that: it has the digest");
    registry.lies.put(
        BLOBS + layer,
        exchange -> ServedRegistry.send(exchange, Arrays.copyOf(right, right.length + 1)));
    refused(":v1").hasMessageContaining("has more than its %d bytes".formatted(right.length));
    registry.lies.put(
        BLOBS + layer,
        exchange -> ServedRegistry.send(exchange, Arrays.copyOf(right, right.length - 1)));
    refused(":v1").hasMessageContaining("broke off after");
    assertThat(kept(layer)).doesNotExist();
    registry.lies.clear();
    store().whole(named(":v1"), "amd64");
    assertThat(kept(layer)).hasBinaryContent(right);
  }

  @Test
  void aPullThatWasKilledGoesOn() throws IOException {
    byte[] right = Files.readAllBytes(blob(layer));
    store().image(named(":v1"), "amd64");
    Path part = kept(layer + ".part");
    Files.write(part, Arrays.copyOf(right, 10));
    String[] range = new String[1];
    registry.lies.put(
        BLOBS + layer,
        exchange -> {
          range[0] = exchange.getRequestHeaders().getFirst("Range");
          ServedRegistry.send(exchange, right);
        });
    store().whole(named(":v1"), "amd64");
    assertThat(range).containsExactly("bytes=10-");
    assertThat(kept(layer)).hasBinaryContent(right);
    assertThat(fetched).isEqualTo(right.length);
    assertThat(part).doesNotExist();
  }

  @Test
  void whatIsLeftOfAPullCountsOnlyIfItIsRight() throws IOException {
    byte[] right = Files.readAllBytes(blob(layer));
    store().image(named(":v1"), "amd64");
    Files.write(kept(layer + ".part"), new byte[10]);
    store().whole(named(":v1"), "amd64");
    assertThat(kept(layer)).hasBinaryContent(right);
    Files.delete(kept(layer));
    Files.write(kept(layer + ".part"), Arrays.copyOf(right, 10));
    registry.lies.put(
        BLOBS + layer,
        exchange -> {
          exchange.sendResponseHeaders(200, right.length);
          exchange.getResponseBody().write(right);
        });
    store().whole(named(":v1"), "amd64");
    assertThat(kept(layer)).hasBinaryContent(right);
  }

  @Test
  void aConnectionThatBreaksIsMadeAnew() throws IOException {
    byte[] right = Files.readAllBytes(blob(layer));
    registry.lies.put(
        BLOBS + layer,
        exchange -> {
          if (exchange.getRequestHeaders().containsKey("Range")) {
            ServedRegistry.send(exchange, right);
          } else {
            exchange.sendResponseHeaders(200, right.length);
            exchange.getResponseBody().write(right, 0, 10);
            exchange.getResponseBody().flush();
          }
        });
    store().whole(named(":v1"), "amd64");
    assertThat(kept(layer)).hasBinaryContent(right);
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    refused(":v2")
        .hasMessage("the registry %s has no image `%s`", registry.host(), named(":v2").text());
    Files.delete(blob(layer));
    refused(":v1").hasMessageContaining("does not have what the image is made of: blobs/" + layer);
    String host = registry.host();
    registry.close();
    refused(":v3").hasMessageStartingWith("the registry " + host + " cannot be reached: ");
  }

  @Test
  void whatIsNoManifestIsRefused() {
    registry.tag("v1", manifest, "text/html");
    registry.lies.put(
        MANIFESTS + "v1",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Content-Type", "application/vnd.docker.distribution.manifest.v1+json");
          send(exchange, "{}");
        });
    refused(":v1").hasMessageContaining("in a form that is not read");
    registry.lies.put(MANIFESTS + "v1", exchange -> exchange.sendResponseHeaders(500, -1));
    refused(":v1").hasMessageEndingWith("answers with the status 500");
    registry.lies.put(MANIFESTS + "v1", exchange -> exchange.sendResponseHeaders(429, -1));
    refused(":v1").hasMessageContaining("has been asked too often");
  }

  @Test
  void whoMayNotHaveItIsTold() {
    registry.lies.put(
        MANIFESTS + "v1",
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"web\"");
          exchange.sendResponseHeaders(401, -1);
        });
    refused(":v1").hasMessageContaining("does not let the caller have `team/web`");
  }

  @Test
  void theCallerIsKnownByWhatLoginKeeps() throws IOException {
    pullAsMe();
  }

  private void pullAsMe() throws IOException {
    String auth = base64("me:secret");
    Path file = folder.resolve("auth.json");
    Files.writeString(
        file, "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry.host(), auth));
    registry.lies.put(
        MANIFESTS + "v1",
        guarded("Basic realm=\"web\"", "Basic " + auth, Files.readAllBytes(blob(manifest))));
    Image image = store(Map.of("REGISTRY_AUTH_FILE", file.toString())).whole(named(":v1"), "amd64");
    assertThat(image.layers()).hasSize(1);
  }

  @Test
  void aTokenIsFetchedFromWhereTheRegistrySays() throws IOException {
    String auth = base64("me:secret");
    Files.writeString(
        Files.createDirectory(folder.resolve(".docker")).resolve("config.json"),
        "{\"auths\": {\"%s/team\": {\"auth\": \"%s\"}}}".formatted(registry.host(), auth));
    String[] asked = new String[2];
    registry.lies.put(
        "/token",
        exchange -> {
          asked[0] = exchange.getRequestURI().getQuery();
          asked[1] = exchange.getRequestHeaders().getFirst("Authorization");
          send(exchange, "{\"token\": \"abc\"}");
        });
    registry.lies.put(
        MANIFESTS + "v1",
        guarded(
            "Bearer realm=\"http://%s/token\",service=\"here\"".formatted(registry.host()),
            "Bearer abc",
            Files.readAllBytes(blob(manifest))));
    store(Map.of("HOME", folder.toString())).image(named(":v1"), "amd64");
    assertThat(asked)
        .containsExactly("scope=repository:team/web:pull&service=here", "Basic " + auth);
  }

  @Test
  void noTokenIsFetchedInTheClearFromAnotherHost() {
    registry.lies.put(
        MANIFESTS + "v1",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"http://192.0.2.1/token\"");
          exchange.sendResponseHeaders(401, -1);
        });
    refused(":v1").hasMessageContaining("names no safe server");
  }

  @Test
  void whereBlobsAreStoredTheCallerIsNotKnown() throws IOException {
    byte[] right = Files.readAllBytes(blob(layer));
    try (var storage = new ServedRegistry(layout)) {
      Optional<?>[] told = new Optional<?>[1];
      storage.lies.put(
          "/stored",
          exchange -> {
            told[0] = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            ServedRegistry.send(exchange, right);
          });
      registry.lies.put(BLOBS + layer, moved("http://" + storage.host() + "/stored"));
      pullAsMe();
      assertThat(told).containsExactly(Optional.empty());
      assertThat(kept(layer)).hasBinaryContent(right);
    }
  }

  @Test
  void unsafeWaysAreNotFollowed() {
    for (String to : List.of("http://192.0.2.1/stored", "file:///etc/passwd", "http:///x")) {
      registry.lies.put(BLOBS + layer, moved(to));
      refused(":v1").hasMessageContaining("which is not safe");
    }
    registry.lies.put(BLOBS + layer, moved(BLOBS + layer));
    refused(":v1").hasMessageContaining("in circles");
  }

  @Test
  void aFolderThatOthersWriteToIsNotUsed() throws IOException {
    store().image(named(":v1"), "amd64");
    Path images = folder.resolve("cache/images");
    Files.setPosixFilePermissions(images, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(":v1").hasMessage("others may write to %s", images);
  }

  @Test
  void whatWasDamagedIsFetchedAnewWhenItIsPulled() throws IOException {
    Image image = store().whole(named(":v1"), "amd64");
    byte[] right = Files.readAllBytes(blob(layer));
    Files.write(kept(layer), new byte[right.length]);
    try (InputStream in = image.layers().getFirst().blob().open()) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("is not " + layer);
    }
    store().pull(named(":v1"), "amd64");
    assertThat(kept(layer)).hasBinaryContent(right);
  }

  private static ServedRegistry.Answer guarded(String challenge, String wanted, byte[] content) {
    return exchange -> {
      if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("Content-Type", ServedRegistry.MANIFEST);
        ServedRegistry.send(exchange, content);
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
      }
    };
  }

  private static ServedRegistry.Answer moved(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(307, -1);
    };
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", ServedRegistry.MANIFEST);
    }
    ServedRegistry.send(exchange, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
