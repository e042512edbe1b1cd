package dev.cdlc.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.runtime.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that umoci made, skopeo copied and docker-registry serves. */
@Tag("linux")
final class DockerRegistryLinuxTest {
  @TempDir private Path folder;
  private int port;
  private String image = "";
  private Optional<Process> server = Optional.empty();

  @BeforeEach
  void make() throws Exception {
    for (String program : List.of("docker-registry", "skopeo", "umoci")) {
      assumeTrue(ran("sh", "-c", "command -v " + program), "needs " + program);
    }
    port = free();
    Path layout = folder.resolve("layout");
    image = "oci:" + layout + ":v1";
    assertThat(ran("umoci", "init", "--layout", layout.toString())).isTrue();
    assertThat(ran("umoci", "new", "--image", layout + ":v1")).isTrue();
    Files.writeString(folder.resolve("program"), "a program");
    for (String name : List.of("/bin/one", "/bin/two")) {
      String added = folder.resolve("program").toString();
      assertThat(ran("umoci", "insert", "--image", layout + ":v1", added, name)).isTrue();
    }
    assertThat(ran("umoci", "config", "--image", layout + ":v1", "--config.cmd", "/bin/one"))
        .isTrue();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (server.isPresent()) {
      server.get().destroy();
      server.get().waitFor();
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void serve(String auth) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "127.0.0.1:%d"}
            %s
            """
                .formatted(folder.resolve("storage"), port, auth));
    server =
        Optional.of(
            new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start());
    for (int i = 0; i < 300 && !answers(); i++) {
      Thread.sleep(100);
    }
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void copy(String tag, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("skopeo", "copy", "--dest-tls-verify=false", "--insecure-policy"));
    command.addAll(List.of(options));
    command.addAll(List.of(image, "docker://127.0.0.1:%d/team/web:%s".formatted(port, tag)));
    assertThat(ran(command.toArray(String[]::new))).as(log()).isTrue();
  }

  private ImageReference named(String version) throws IOException {
    return ImageReference.of("127.0.0.1:%d/team/web%s".formatted(port, version));
  }

  private ImageStore store(Map<String, String> environment) {
    return new ImageStore(
        folder.resolve("cache/images"), Credentials.of(environment), PullListener.NONE);
  }

  @Test
  void isPulledInEitherForm() throws Exception {
    serve("");
    copy("oci");
    copy("docker", "--format", "v2s2");
    for (String tag : List.of(":oci", ":docker")) {
      Image pulled = store(Map.of()).whole(named(tag), "amd64");
      assertThat(pulled.config().cmd()).containsExactly("/bin/one");
      assertThat(pulled.layers()).hasSize(2);
      for (Image.Layer layer : pulled.layers()) {
        try (InputStream in = layer.blob().open()) {
          assertThat(in.readAllBytes()).hasSize((int) layer.blob().size());
        }
      }
    }
    assertThatThrownBy(() -> store(Map.of()).image(named(":none"), "amd64"))
        .hasMessageContaining("has no image `127.0.0.1:%d/team/web:none`".formatted(port));
  }

  @Test
  void goesOnWhereAKilledPullEnded() throws Exception {
    serve("");
    copy("v1");
    Image first = store(Map.of()).whole(named(":v1"), "amd64");
    Path blobs = folder.resolve("cache/images/blobs/sha256");
    Path layer = layerIn(blobs, first.layers().getFirst().blob().size());
    byte[] content = Files.readAllBytes(layer);
    Files.delete(layer);
    Files.write(
        layer.resolveSibling(layer.getFileName() + ".part"),
        Arrays.copyOf(content, content.length / 2));
    store(Map.of()).whole(named(":v1"), "amd64");
    assertThat(layer).hasBinaryContent(content);
    assertThat(Files.readString(folder.resolve("registry.log")))
        .contains("http.response.status=206");
  }

  private static Path layerIn(Path blobs, long size) throws IOException {
    try (var all = Files.list(blobs)) {
      for (Path blob : all.toList()) {
        if (Files.size(blob) == size) {
          return blob;
        }
      }
    }
    throw new AssertionError("no layer in " + blobs);
  }

  @Test
  void asksForAPassword() throws Exception {
    // Of "secret", as htpasswd(1) -B writes it.
    String hash = "$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";
    Files.writeString(folder.resolve("htpasswd"), "me:" + hash + "\n");
    serve("auth: {htpasswd: {realm: web, path: %s}}".formatted(folder.resolve("htpasswd")));
    copy("v1", "--dest-creds", "me:secret");
    assertThatThrownBy(() -> store(Map.of()).image(named(":v1"), "amd64"))
        .hasMessageContaining("does not let the caller have `team/web`");
    Path auth = folder.resolve("auth.json");
    Files.writeString(
        auth,
        "{\"auths\": {\"127.0.0.1:%d\": {\"auth\": \"%s\"}}}"
            .formatted(
                port,
                Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8))));
    assertThat(
            store(Map.of("REGISTRY_AUTH_FILE", auth.toString()))
                .whole(named(":v1"), "amd64")
                .layers())
        .hasSize(2);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private boolean ran(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return process.waitFor() == 0;
  }
}
