package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.runtime.archive.TarBytes;
import dev.cdlc.runtime.image.DockerArchive;
import dev.cdlc.runtime.image.ImageBytes;
import dev.cdlc.runtime.image.ImageConfig;
import dev.cdlc.runtime.image.OciLayout;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roots of images, whose layers take away from those below. */
class ImagesTest {
  private static final Syscalls SYSCALLS = new LinuxSyscalls();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @TempDir private Path bundle;
  private final ImageBytes image = new ImageBytes();
  private Path layout;
  private Path saved;

  @BeforeEach
  void isNowhereYet() {
    layout = bundle.resolve("layout");
    saved = bundle.resolve("saved.tar");
  }

  private void hasTwoLayers() {
    image
        .layer(
            new TarBytes()
                .folder("etc")
                .file("etc/old", "1")
                .file("etc/kept", "1")
                .folder("opt")
                .file("opt/a", "1")
                .folder("opt/sub")
                .file("opt/sub/lower", "1")
                .symlink("lib", "usr/lib")
                .folder("usr/lib")
                .file("usr/lib/x", "1")
                .file("gone/in", "1"))
        .layer(
            new TarBytes()
                .file("etc/.wh.old", "")
                .file("etc/.wh.never", "")
                .file("nowhere/.wh.x", "")
                .file("nowhere/.wh..wh..opq", "")
                .file(".wh..wh.plnk", "")
                .file("opt/sub/upper", "2")
                .file("opt/.wh..wh..opq", "")
                .file("opt/b", "2")
                .file("lib/.wh.x", "")
                .file("lib/y", "2")
                .file(".wh.gone", ""))
        .config(
            """
            {"Entrypoint": ["/bin/sh", "-c"], "Cmd": ["id"], "Env": ["A=b"], "User": "web",
             "WorkingDir": "/srv", "Labels": {"a": [1.5, true, null]}, "Volumes": null}""");
  }

  @Test
  void layersTakeAwayWhatIsBelow() throws Exception {
    hasTwoLayers();
    image.layout(layout);
    prepare(archives().oci(layout, Optional.of("v1"), "amd64"));
    assertIsWhole();
    Files.write(saved, image.saved("web:v1").bytes());
    RootContent content = archives().docker(saved, Optional.of("web:v1"));
    assertThat(content.key()).isEqualTo(archives().oci(layout, Optional.empty(), "amd64").key());
    Files.delete(bundle.resolve(".cdlc/web/rootfs.key"));
    prepare(content);
    assertIsWhole();
  }

  private void assertIsWhole() {
    assertThat(root("etc/old")).doesNotExist();
    assertThat(root("etc/kept")).exists();
    assertThat(root("opt/a")).doesNotExist();
    assertThat(root("opt/b")).exists();
    assertThat(root("opt/sub/upper")).exists();
    assertThat(root("opt/sub/lower")).doesNotExist();
    assertThat(Files.isSymbolicLink(root("lib"))).isTrue();
    assertThat(root("usr/lib/x")).doesNotExist();
    assertThat(root("usr/lib/y")).exists();
    assertThat(root("gone")).doesNotExist();
    assertThat(root("nowhere")).doesNotExist();
    assertThat(Files.exists(root(".wh..wh.plnk"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aWhiteoutSparesItsOwnLayer() throws Exception {
    image
        .layer(new TarBytes().folder("d").file("d/lower", "").file("f", ""))
        .layer(
            new TarBytes()
                .file("f", "new")
                .file(".wh.f", "")
                .file("d/upper", "")
                .file(".wh.d", ""));
    image.layout(layout);
    prepare(archives().oci(layout, Optional.empty(), "amd64"));
    assertThat(root("f")).hasContent("new");
    assertThat(root("d/upper")).exists();
    assertThat(root("d/lower")).doesNotExist();
  }

  @Test
  void aWhiteoutThatLeavesIsRefused() throws Exception {
    for (String name : List.of(".wh...", ".wh.", ".wh..", "d/.wh...")) {
      Path place = Files.createDirectory(bundle.resolve("l" + name.replace('/', '-')));
      new ImageBytes().layer(new TarBytes().folder("d").file(name, "")).layout(place);
      refused(place).hasMessageEndingWith("its whiteout `" + name + "` is of no file");
    }
    new ImageBytes().layer(new TarBytes().file("../.wh.outside", "")).layout(layout);
    refused(layout).hasMessageContaining("its entry `../.wh.outside` leads out of");
    assertThat(layout).exists();
  }

  @Test
  void saysWhatItsContainersAre() throws Exception {
    hasTwoLayers();
    var wanted =
        new ImageConfig(
            List.of("/bin/sh", "-c"),
            List.of("id"),
            List.of("A=b"),
            Optional.of("web"),
            Optional.of("/srv"));
    image.layout(layout);
    assertThat(OciLayout.open(layout, Optional.empty(), "amd64").config()).isEqualTo(wanted);
    Files.write(saved, image.saved("docker.io/library/web:v1", "web:v2").bytes());
    for (String tag : List.of("v1", "web:v1", "docker.io/library/web:v1", "web:v2")) {
      assertThat(DockerArchive.open(saved, Optional.of(tag)).config()).isEqualTo(wanted);
    }
  }

  @Test
  void isChosenByTagAndMachine() throws Exception {
    String arm = ", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"}";
    String amd = ", \"platform\": {\"os\": \"linux\", \"architecture\": \"amd64\"}";
    String both =
        "{\"manifests\": [%s, %s]}"
            .formatted(
                new ImageBytes().config("{\"User\": \"arm\"}").described(layout, arm),
                new ImageBytes().config("{\"User\": \"amd\"}").described(layout, amd));
    ImageBytes.index(
        layout,
        ImageBytes.descriptor(layout, INDEX, ImageBytes.bytes(both), ImageBytes.tagged("both")),
        new ImageBytes().described(layout, ImageBytes.tagged("v1")));
    assertThat(OciLayout.open(layout, Optional.of("both"), "arm64").config().user())
        .contains("arm");
    assertThat(OciLayout.open(layout, Optional.of("both"), "amd64").config().user())
        .contains("amd");
    assertThat(OciLayout.open(layout, Optional.of("v1"), "amd64").config().user()).isEmpty();
    refused(layout)
        .hasMessage(
            layout + " cannot be read: it has several images, and none is named; it has both, v1");
    assertThatThrownBy(() -> OciLayout.open(layout, Optional.of("both"), "riscv64"))
        .hasMessage("the image is not for linux/riscv64");
    assertThatThrownBy(() -> OciLayout.open(layout, Optional.of("v2"), "amd64"))
        .hasMessage("it has no image `v2`; it has both, v1");
  }

  @Test
  void aBlobThatIsAnotherIsRefused() throws Exception {
    hasTwoLayers();
    image.layout(layout);
    for (Path blob : blobs()) {
      byte[] whole = Files.readAllBytes(blob);
      byte[] other = whole.clone();
      other[whole.length / 2] ^= 1;
      Files.write(blob, other);
      refused(layout).hasMessageStartingWith(layout + " cannot be ");
      Files.write(blob, Arrays.copyOf(whole, whole.length - 1));
      refused(layout);
      Files.delete(blob);
      refused(layout).hasMessageEndingWith("is not there");
      Files.write(blob, whole);
    }
    assertThat(bundle.resolve(".cdlc/web/rootfs")).doesNotExist();
    assertThat(bundle.resolve(".cdlc/web/unfinished")).doesNotExist();
  }

  @Test
  void aLayerIsWhatTheConfigurationSays() throws Exception {
    var lie = new ImageBytes().layer(new TarBytes().file("a", "other"));
    String blob =
        lie.manifest(layout).replaceFirst("(?s).*(\\{\"mediaType\": \"[^\"]*layer.*?\\}).*", "$1");
    String manifest =
        new ImageBytes()
            .layer(new TarBytes().file("a", "said"))
            .manifest(layout)
            .replaceFirst("\\{\"mediaType\": \"[^\"]*layer.*?\\}", blob);
    ImageBytes.index(
        layout, ImageBytes.descriptor(layout, MANIFEST, ImageBytes.bytes(manifest), ""));
    refused(layout).hasMessageContaining("it has the digest sha256:");
    Files.write(saved, image.layer(new TarBytes().file("a", "1")).saved("a:b").bytes());
    byte[] tampered = Files.readAllBytes(saved);
    tampered[1024] = '2';
    Files.write(saved, tampered);
    assertThatThrownBy(() -> prepare(archives().docker(saved, Optional.empty())))
        .isInstanceOf(RootException.class)
        .hasMessageContaining("its l0/layer.tar is not sha256:");
  }

  @Test
  void hostileJsonIsRefused() throws Exception {
    ImageBytes.index(layout);
    refused(layout).hasMessage(layout + " cannot be read: it has no image");
    for (String json :
        List.of(
            "",
            "[]",
            "{\"manifests\": 1}",
            "{\"manifests\": [1]}",
            "{\"manifests\": [{\"digest\": \"sha256:../../x\", \"size\": 1}]}",
            "{\"manifests\": [{\"digest\": \"sha256:%s\"}]}".formatted("0".repeat(64)),
            "{\"manifests\": [{\"digest\": \"sha256:%s\", \"size\": 1.5}]}"
                .formatted("0".repeat(64)),
            "{\"manifests\": [{\"digest\": \"sha256:%s\", \"size\": 9999999}]}"
                .formatted("0".repeat(64)),
            "{\"a\": " + "[".repeat(1000),
            "{} {}",
            "{\"a\": \"" + "x".repeat(5 << 20) + "\"}",
            "{\"a\"")) {
      Files.writeString(layout.resolve("index.json"), json);
      refused(layout).hasMessageStartingWith(layout + " cannot be read: it");
    }
    Files.delete(layout.resolve("index.json"));
    refused(layout)
        .hasMessageEndingWith("it is no OCI image layout: that has oci-layout and index.json");
  }

  @Test
  void aManifestOfSomethingElseIsRefused() throws Exception {
    String config = ImageBytes.descriptor(layout, "c", ImageBytes.bytes("{\"rootfs\": {}}"), "");
    String blob = ImageBytes.descriptor(layout, "application/spdx+json", new byte[1], "");
    String tar = ImageBytes.descriptor(layout, "a.tar", new byte[1], "");
    refusedManifest("{\"config\": %s, \"layers\": [%s]}".formatted(config, blob))
        .hasMessageContaining("it has a layer of the kind `application/spdx+json`");
    refusedManifest("{\"config\": %s, \"layers\": [%s]}".formatted(config, tar))
        .hasMessageContaining("speaks of 0 layers, and the manifest has 1");
    refusedManifest("{\"config\": %s, \"layers\": [1]}".formatted(config));
    refusedManifest("{}");
    refusedManifest(
        "{\"config\": %s, \"layers\": []}"
            .formatted(
                ImageBytes.descriptor(
                    layout, "c", ImageBytes.bytes("{\"config\": {\"Env\": [1]}}"), "")));
  }

  private AbstractThrowableAssert<?, ?> refusedManifest(String manifest) throws IOException {
    ImageBytes.index(
        layout, ImageBytes.descriptor(layout, MANIFEST, ImageBytes.bytes(manifest), ""));
    return refused(layout);
  }

  @Test
  void indexesThatLieInEachOtherAreRefused() throws Exception {
    String inner = new ImageBytes().described(layout, "");
    for (int i = 0; i < 6; i++) {
      inner =
          ImageBytes.descriptor(
              layout, INDEX, ImageBytes.bytes("{\"manifests\": [%s]}".formatted(inner)), "");
    }
    ImageBytes.index(layout, inner);
    refused(layout).hasMessageEndingWith("its indexes lie too deep in each other");
  }

  @Test
  void linksOfASavedImageAreFollowed() throws Exception {
    var image = new ImageBytes().layer(new TarBytes().file("a", "1"));
    byte[] archive = image.saved("a:b").bytes();
    String names = new String(archive, StandardCharsets.ISO_8859_1);
    String renamed = names.replaceFirst("l0/layer\\.tar\0", "m0/layer.tar\0");
    byte[] bytes = renamed.getBytes(StandardCharsets.ISO_8859_1);
    Files.write(saved, withLink(bytes));
    prepare(archives().docker(saved, Optional.empty()));
    assertThat(root("a")).hasContent("1");
  }

  /** The renamed entry has the sum of its old name, one less. */
  private static byte[] withLink(byte[] archive) {
    byte[] link = new TarBytes().symlink("l0/layer.tar", "../m0/layer.tar").folder("l0").bytes();
    int sum = Integer.parseInt(new String(archive, 148, 6, StandardCharsets.US_ASCII), 8);
    byte[] text = "%06o".formatted(sum + 1).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, archive, 148, 6);
    byte[] all = new byte[1024 + archive.length];
    System.arraycopy(link, 0, all, 0, 1024);
    System.arraycopy(archive, 0, all, 1024, archive.length);
    return all;
  }

  @Test
  void aSavedImageThatIsNoneIsRefused() throws Exception {
    refusedSave(new TarBytes().file("repositories", "{}"))
        .hasMessageContaining("it has no manifest.json");
    refusedSave(new TarBytes().file("manifest.json", "[]")).hasMessageEndingWith("it has no image");
    refusedSave(new TarBytes().file("manifest.json", "{}"));
    refusedSave(new TarBytes().file("manifest.json", "[{}]"))
        .hasMessageEndingWith("it names its configuration ``, and not by a digest");
    String config = "0".repeat(64) + ".json";
    refusedSave(new TarBytes().file("manifest.json", "[{\"Config\": \"%s\"}]".formatted(config)))
        .hasMessageEndingWith("it has no " + config);
    refusedSave(
            new TarBytes()
                .file("manifest.json", "[{\"Config\": \"%s\"}]".formatted(config))
                .file(config, "{}"))
        .hasMessageContaining("its " + config + " is not sha256:0000");
    refusedSave(new TarBytes().file("manifest.json", "[" + " ".repeat(5 << 20) + "]"))
        .hasMessageEndingWith("its manifest.json has more than 4194304 bytes");
    Files.write(saved, new ImageBytes().saved("a:b").bytes());
    assertThatThrownBy(() -> archives().docker(saved, Optional.of("c")))
        .hasMessageEndingWith("it has no image `c`; it has a:b");
    Files.write(saved, new byte[] {0x1f, (byte) 0x8b, 8});
    assertThatThrownBy(() -> archives().docker(saved, Optional.empty()))
        .hasMessageEndingWith("it is compressed: undo that, as by gunzip(1)");
    Files.delete(saved);
    Files.createDirectory(saved);
    assertThatThrownBy(() -> archives().docker(saved, Optional.empty()))
        .hasMessageEndingWith("it is not a regular file");
  }

  private AbstractThrowableAssert<?, ?> refusedSave(TarBytes archive) throws IOException {
    Files.write(saved, archive.bytes());
    return assertThatThrownBy(() -> archives().docker(saved, Optional.empty()))
        .isInstanceOf(RootException.class);
  }

  private AbstractThrowableAssert<?, ?> refused(Path folder) {
    return assertThatThrownBy(() -> prepare(archives().oci(folder, Optional.empty(), "amd64")))
        .isInstanceOf(RootException.class);
  }

  private List<Path> blobs() throws IOException {
    try (var children = Files.list(layout.resolve("blobs/sha256"))) {
      return children.toList();
    }
  }

  private void prepare(RootContent content) throws RootException {
    PreparedRoot.prepare(content, bundle, "web", SYSCALLS);
  }

  private static Archives archives() {
    return new Archives(SYSCALLS.geteuid() == 0, UnpackListener.NONE);
  }

  private Path root(String path) {
    return bundle.resolve(".cdlc/web/rootfs").resolve(path);
  }
}
