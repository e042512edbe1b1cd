package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.TarBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Images that are put together by hand. */
public final class ImageBytes {
  private final List<byte[]> layers = new ArrayList<>();
  private String config = "{}";

  public ImageBytes layer(TarBytes files) {
    layers.add(files.bytes());
    return this;
  }

  public ImageBytes config(String json) {
    config = json;
    return this;
  }

  private byte[] configJson() {
    String diffIds =
        layers.stream().map(layer -> '"' + digest(layer) + '"').collect(Collectors.joining(","));
    return bytes(
        """
        {"architecture": "amd64", "os": "linux", "config": %s,
         "rootfs": {"type": "layers", "diff_ids": [%s]}}"""
            .formatted(config, diffIds));
  }

  /** Adds the image's blobs to a layout, whose index is then of these descriptors alone. */
  public String manifest(Path layout) throws IOException {
    List<String> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      descriptors.add(
          descriptor(layout, "application/vnd.oci.image.layer.v1.tar+gzip", gzip(layer), ""));
    }
    return "{\"schemaVersion\": 2, \"config\": %s, \"layers\": [%s]}"
        .formatted(
            descriptor(layout, "application/vnd.oci.image.config.v1+json", configJson(), ""),
            String.join(",", descriptors));
  }

  /** What stands for a blob, which is put into a layout. */
  public static String descriptor(Path layout, String mediaType, byte[] content, String more)
      throws IOException {
    String digest = digest(content);
    Path blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
    Files.write(blobs.resolve(digest.substring("sha256:".length())), content);
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d%s}"
        .formatted(mediaType, digest, content.length, more);
  }

  /** A descriptor of the image's manifest. */
  public String described(Path layout, String more) throws IOException {
    return descriptor(
        layout, "application/vnd.oci.image.manifest.v1+json", bytes(manifest(layout)), more);
  }

  public static String tagged(String tag) {
    return ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"%s\"}".formatted(tag);
  }

  /** A layout of this image alone. */
  public Path layout(Path layout) throws IOException {
    return index(layout, described(layout, tagged("v1")));
  }

  /** A layout with such an index. */
  public static Path index(Path layout, String... descriptors) throws IOException {
    Files.createDirectories(layout);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
    Files.writeString(
        layout.resolve("index.json"),
        "{\"schemaVersion\": 2, \"manifests\": [%s]}".formatted(String.join(",", descriptors)));
    return layout;
  }

  /** An archive as docker-save(1) writes it. */
  public TarBytes saved(String... tags) {
    var tar = new TarBytes();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      names.add('"' + "l%d/layer.tar".formatted(i) + '"');
      tar.entry('0', "l%d/layer.tar".formatted(i), "", layers.get(i));
    }
    String name = digest(configJson()).substring("sha256:".length()) + ".json";
    String repoTags = Stream.of(tags).map(tag -> '"' + tag + '"').collect(Collectors.joining(","));
    return tar.entry('0', name, "", configJson())
        .file(
            "manifest.json",
            "[{\"Config\": \"%s\", \"RepoTags\": [%s], \"Layers\": [%s]}]"
                .formatted(name, repoTags, String.join(",", names)));
  }

  public static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
