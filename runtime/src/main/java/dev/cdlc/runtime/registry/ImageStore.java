package dev.cdlc.runtime.registry;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.image.ImageJson;
import dev.cdlc.runtime.image.OciLayout;
import dev.cdlc.runtime.image.OciLayout.Blobs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that were pulled, shared by all containers of a user: blobs by their digests, as an
 * OCI image layout has them, and for each name an index of what it led to when it was pulled. Of
 * what is not there, a registry is asked.
 */
public final class ImageStore {
  private static final List<String> MANIFESTS =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final Path folder;
  private final Credentials credentials;
  private final PullListener listener;

  /**
   * The images in a folder, which is made when the first is pulled.
   *
   * @param listener is told how far layers are
   */
  public ImageStore(Path folder, Credentials credentials, PullListener listener) {
    this.folder = folder;
    this.credentials = credentials;
    this.listener = listener;
  }

  /** The file that tells what a name leads to; while it is as it was, so is the image. */
  public Path index(ImageReference image, String architecture) {
    MessageDigest digest = new Digest("sha256:" + "0".repeat(64)).start();
    digest.update((image.text() + "\n" + architecture).getBytes(StandardCharsets.UTF_8));
    String name = new Digest("sha256:" + "0".repeat(64)).of(digest).substring(7, 39);
    return folder.resolve("names").resolve(name + ".json");
  }

  /**
   * An image, as it is kept; else its registry is asked, for what says what it is made of. Layers
   * are not fetched.
   *
   * @param architecture as Go has it, such as {@code amd64}
   * @throws IOException if the image cannot be had, or the folder is not the caller's
   */
  public Image image(ImageReference image, String architecture) throws IOException {
    try (var _ = OwnFolder.open(folder)) {
      Path index = index(image, architecture);
      var registry = new Registry(image, credentials);
      if (!Files.isRegularFile(index)) {
        resolve(image, registry, index);
      }
      return open(image, registry, index, architecture, false);
    }
  }

  /** An image with its layers, which are fetched unless they are there. */
  public Image whole(ImageReference image, String architecture) throws IOException {
    Image found = image(image, architecture);
    try (var _ = OwnFolder.open(folder)) {
      fetch(found);
      return found;
    }
  }

  /** An image as its registry has it now, with its layers; what is kept of it is verified. */
  public Image pull(ImageReference image, String architecture) throws IOException {
    try (var _ = OwnFolder.open(folder)) {
      Path index = index(image, architecture);
      var registry = new Registry(image, credentials);
      resolve(image, registry, index);
      Image found = open(image, registry, index, architecture, true);
      fetch(found);
      return found;
    }
  }

  /** How many names of images are kept, and all bytes of them. */
  public record Kept(int images, long bytes) {}

  /** What is kept; none where there is no such folder. */
  public Kept kept() throws IOException {
    long bytes = 0;
    int images = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
      images += file.startsWith(folder.resolve("names")) ? 1 : 0;
    }
    return new Kept(images, bytes);
  }

  /** Removes all that is kept, and returns what that was. */
  public Kept clear() throws IOException {
    if (!Files.isDirectory(folder)) {
      return new Kept(0, 0);
    }
    try (var _ = OwnFolder.open(folder)) {
      Kept all = kept();
      for (Path file : files()) {
        Files.delete(file);
      }
      return all;
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("names", "blobs")) {
      if (Files.isDirectory(folder.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> all = Files.walk(folder.resolve(part))) {
          all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  private void fetch(Image image) throws IOException {
    try {
      listener.expect(image.layers().stream().mapToLong(layer -> layer.blob().size()).sum());
      for (Image.Layer layer : image.layers()) {
        layer.blob().open().close();
      }
    } finally {
      listener.end();
    }
  }

  private Image open(
      ImageReference image, Registry registry, Path index, String architecture, boolean doubted)
      throws IOException {
    Blobs blobs = new Fetched(image, registry, doubted);
    return OciLayout.open(image.text(), index, blobs, architecture);
  }

  private void resolve(ImageReference image, Registry registry, Path index) throws IOException {
    try (Registry.Reply reply = registry.manifest(image.version())) {
      byte[] body = Registry.shortBody(reply, "the manifest");
      String type = type(reply, body);
      if (!MANIFESTS.contains(type)) {
        throw new RegistryException(
            "the registry %s has it in a form that is not read, `%s`"
                .formatted(image.host(), type));
      }
      Digest digest = verified(image, reply, body);
      write(path(digest), body);
      write(index, index(image, type, digest, body.length).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String type(Registry.Reply reply, byte[] body) throws ArchiveException {
    String said = reply.header("Content-Type").orElse("").split(";", 2)[0].strip();
    return MANIFESTS.contains(said)
        ? said
        : ImageJson.object("the manifest", body).text("mediaType").orElse(said);
  }

  /** By the digest that it is asked for by; a tag's is what the registry says, if it does. */
  private static Digest verified(ImageReference image, Registry.Reply reply, byte[] body)
      throws RegistryException {
    Optional<Digest> promised =
        image
            .digest()
            .or(() -> reply.header("Docker-Content-Digest").filter(Digest::isOne).map(Digest::new));
    Digest algorithm = promised.orElseGet(() -> new Digest("sha256:" + "0".repeat(64)));
    MessageDigest digest = algorithm.start();
    digest.update(body);
    Digest found = new Digest(algorithm.of(digest));
    if (promised.isPresent() && !promised.get().equals(found)) {
      throw new RegistryException(
          "what the registry %s sends for `%s` is not %s: it has the digest %s"
              .formatted(image.host(), image.text(), promised.get(), found));
    }
    return found;
  }

  private static String index(ImageReference image, String type, Digest digest, int size) {
    return """
        {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,\
        "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
        """
        .formatted(type, digest.text(), size, image.text());
  }

  private Path path(Digest digest) {
    return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
  }

  /** Whole or not at all. */
  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(content));
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Blobs that are fetched when they are asked for; those in doubt are verified first. */
  private final class Fetched implements Blobs {
    private final ImageReference image;
    private final Registry registry;
    private final boolean doubted;

    Fetched(ImageReference image, Registry registry, boolean doubted) {
      this.image = image;
      this.registry = registry;
      this.doubted = doubted;
    }

    @Override
    public Path file(Kind kind, Digest digest, long size) throws IOException {
      Path file = path(digest);
      if (isThere(file, digest, size)) {
        listener.step(size);
        return file;
      }
      Files.createDirectories(file.resolveSibling(""));
      var source =
          switch (kind) {
            case MANIFEST -> (Download.Source) _ -> registry.manifest(digest.text());
            case BLOB -> (Download.Source) from -> registry.blob(digest, from);
          };
      new Download(image.host(), digest, size, source, listener).to(file);
      return file;
    }

    private boolean isThere(Path file, Digest digest, long size) throws IOException {
      return Files.isRegularFile(file)
          && Files.size(file) == size
          && (!doubted || Download.digest(file, digest).equals(digest));
    }
  }
}
