package dev.cdlc.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** An image that the AOT cache's training unpacks: an OCI layout of one layer, packed by gzip. */
final class TrainingImage {
  private final Path layout;

  private TrainingImage(Path layout) {
    this.layout = layout;
  }

  /**
   * Writes it.
   *
   * @param layout a folder that is not there yet
   * @param root has what is in the image's {@code bin} and {@code etc}
   */
  static void write(Path layout, Path root) throws IOException, InterruptedException {
    Files.createDirectories(layout.resolve("blobs/sha256"));
    Path packed = layout.resolve("layer.tar.gz");
    Tar.pack(packed, FileTime.fromMillis(0), root, "bin", "etc");
    byte[] layer = Files.readAllBytes(packed);
    Files.delete(packed);
    new TrainingImage(layout).write(layer);
  }

  private void write(byte[] layer) throws IOException {
    String config =
        """
        {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["/bin/echo"]},
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(digest(unpacked(layer)));
    String manifest =
        """
        {"schemaVersion": 2, "config": %s, "layers": [%s]}
        """
            .formatted(
                blob("application/vnd.oci.image.config.v1+json", "", bytes(config)),
                blob("application/vnd.oci.image.layer.v1.tar+gzip", "", layer));
    String name = ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"trained\"}";
    String index =
        """
        {"schemaVersion": 2, "manifests": [%s]}
        """
            .formatted(blob("application/vnd.oci.image.manifest.v1+json", name, bytes(manifest)));
    Files.writeString(layout.resolve("index.json"), index);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}\n");
  }

  /** Writes a blob, and returns its descriptor. */
  private String blob(String mediaType, String more, byte[] content) throws IOException {
    String digest = digest(content);
    Files.write(layout.resolve("blobs").resolve(digest.replace(':', '/')), content);
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d%s}"
        .formatted(mediaType, digest, content.length, more);
  }

  private static byte[] unpacked(byte[] layer) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(layer))) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha256.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
