package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import dev.cdlc.runtime.archive.VerifiedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** An OCI image layout: a folder of blobs that are named by their digests; see image-layout.md. */
public final class OciLayout {
  private static final String TAG = "org.opencontainers.image.ref.name";

  private static final List<String> INDEXES =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  /** As deep as indexes lie in each other. */
  private static final int MOST_INDEXES = 4;

  private final Blobs blobs;
  private final String architecture;

  private OciLayout(Blobs blobs, String architecture) {
    this.blobs = blobs;
    this.architecture = architecture;
  }

  /** Where blobs lie. */
  public interface Blobs {
    /** Documents that say what an image is made of, and what it is made of. */
    enum Kind {
      MANIFEST,
      BLOB
    }

    /**
     * The file of a blob, which need not be what its digest says.
     *
     * @throws ArchiveException if it is not there
     */
    Path file(Kind kind, Digest digest, long size) throws IOException;
  }

  /** What stands for a blob. */
  private record Descriptor(ImageJson json, Digest digest, long size) {
    static Descriptor of(ImageJson json) throws ArchiveException {
      return new Descriptor(json, json.digest("digest"), json.number("size"));
    }

    boolean isIndex() {
      return json.text("mediaType").filter(INDEXES::contains).isPresent();
    }

    Optional<String> tag() {
      return json.object("annotations").text(TAG);
    }

    /** Whether it is for Linux on such a machine, or does not say. */
    boolean isFor(String architecture) {
      ImageJson platform = json.object("platform");
      return platform.text("architecture").map(architecture::equals).orElse(true)
          && platform.text("os").map("linux"::equals).orElse(true);
    }
  }

  /**
   * Finds an image.
   *
   * @param tag of the image; without one, there may be but one
   * @param architecture as Go has it, such as {@code amd64}
   * @throws ArchiveException if there is no such image, or it is not what its digest says
   */
  public static Image open(Path folder, Optional<String> tag, String architecture)
      throws IOException {
    Path index = folder.resolve("index.json");
    if (!Files.isRegularFile(folder.resolve("oci-layout")) || !Files.isRegularFile(index)) {
      throw new ArchiveException("it is no OCI image layout: that has oci-layout and index.json");
    }
    return new OciLayout(new InFolder(folder), architecture)
        .image(folder + tag.map(name -> ":" + name).orElse(""), index, tag);
  }

  /**
   * Finds the only image of an index whose blobs lie elsewhere.
   *
   * @param name of the image
   * @param architecture as Go has it, such as {@code amd64}
   */
  public static Image open(String name, Path index, Blobs blobs, String architecture)
      throws IOException {
    return new OciLayout(blobs, architecture).image(name, index, Optional.empty());
  }

  private Image image(String name, Path index, Optional<String> tag) throws IOException {
    Descriptor chosen = choose(ImageJson.object("its index", whole(index)), tag);
    for (int depth = 0; chosen.isIndex(); depth++) {
      if (depth == MOST_INDEXES) {
        throw new ArchiveException("its indexes lie too deep in each other");
      }
      chosen = chooseMachine(descriptors(json(Blobs.Kind.MANIFEST, chosen)), "the image");
    }
    ImageJson manifest = json(Blobs.Kind.MANIFEST, chosen);
    Descriptor config = Descriptor.of(manifest.object("config"));
    List<Image.Blob> layers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ImageJson layer : manifest.objects("layers")) {
      Blob blob = layer(layer);
      layers.add(blob);
      names.add(blob.name());
    }
    var read = new ConfigJson(json(Blobs.Kind.BLOB, config));
    return new Image(name, read.config(), read.layers(names, layers), List.of(index.toString()));
  }

  private static List<Descriptor> descriptors(ImageJson index) throws ArchiveException {
    List<Descriptor> descriptors = new ArrayList<>();
    for (ImageJson manifest : index.objects("manifests")) {
      descriptors.add(Descriptor.of(manifest));
    }
    return descriptors;
  }

  private Descriptor choose(ImageJson index, Optional<String> tag) throws ArchiveException {
    List<Descriptor> all = descriptors(index);
    List<Descriptor> tagged =
        all.stream().filter(one -> tag.isEmpty() || one.tag().equals(tag)).toList();
    if (tagged.isEmpty()) {
      throw new ArchiveException(
          tag.map(name -> "it has no image `%s`".formatted(name)).orElse("it has no image")
              + tags(all));
    }
    boolean several = tagged.stream().map(Descriptor::tag).distinct().count() > 1;
    if (several) {
      throw new ArchiveException("it has several images, and none is named" + tags(all));
    }
    return chooseMachine(tagged, tag.map(name -> "the image `%s`".formatted(name)).orElse("it"));
  }

  private static String tags(List<Descriptor> all) {
    String tags =
        all.stream()
            .flatMap(one -> one.tag().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return tags.isEmpty() ? "" : "; it has " + tags;
  }

  private Descriptor chooseMachine(List<Descriptor> all, String what) throws ArchiveException {
    return all.stream()
        .filter(one -> one.isFor(architecture))
        .findFirst()
        .orElseThrow(
            () -> new ArchiveException("%s is not for linux/%s".formatted(what, architecture)));
  }

  private Blob layer(ImageJson json) throws ArchiveException {
    Descriptor descriptor = Descriptor.of(json);
    String type = json.text("mediaType").orElse("");
    if (!type.contains("tar")) {
      throw new ArchiveException(
          "it has a layer of the kind `%s`, which is no archive".formatted(type));
    }
    return new Blob(blobs, Blobs.Kind.BLOB, descriptor.digest(), descriptor.size());
  }

  private ImageJson json(Blobs.Kind kind, Descriptor descriptor) throws IOException {
    var blob = new Blob(blobs, kind, descriptor.digest(), descriptor.size());
    if (blob.size() > ImageJson.LONGEST) {
      throw tooLong(blob.name());
    }
    try (InputStream in = blob.open()) {
      return ImageJson.object(blob.name(), in.readAllBytes());
    }
  }

  private static byte[] whole(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(ImageJson.LONGEST + 1);
      if (text.length > ImageJson.LONGEST) {
        throw tooLong("its " + file.getFileName());
      }
      return text;
    }
  }

  private static ArchiveException tooLong(String what) {
    return new ArchiveException("%s has more than %d bytes".formatted(what, ImageJson.LONGEST));
  }

  private record InFolder(Path folder) implements Blobs {
    @Override
    public Path file(Kind kind, Digest digest, long size) throws ArchiveException {
      Path file = folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
      if (!Files.isRegularFile(file)) {
        throw new ArchiveException("its blob %s is not there".formatted(digest));
      }
      return file;
    }
  }

  private record Blob(Blobs blobs, Blobs.Kind kind, Digest digest, long size)
      implements Image.Blob {
    String name() {
      return "its blob " + digest.encoded().substring(0, 12);
    }

    @Override
    public InputStream open() throws IOException {
      Path file = blobs.file(kind, digest, size);
      return new VerifiedStream(Files.newInputStream(file), name(), digest, OptionalLong.of(size));
    }
  }
}
