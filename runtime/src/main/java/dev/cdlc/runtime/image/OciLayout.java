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

  private final Path folder;
  private final String architecture;

  private OciLayout(Path folder, String architecture) {
    this.folder = folder;
    this.architecture = architecture;
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
    return new OciLayout(folder, architecture).image(tag);
  }

  private Image image(Optional<String> tag) throws IOException {
    Path index = folder.resolve("index.json");
    if (!Files.isRegularFile(folder.resolve("oci-layout")) || !Files.isRegularFile(index)) {
      throw new ArchiveException("it is no OCI image layout: that has oci-layout and index.json");
    }
    Descriptor chosen = choose(ImageJson.object("its index.json", whole(index)), tag);
    for (int depth = 0; chosen.isIndex(); depth++) {
      if (depth == MOST_INDEXES) {
        throw new ArchiveException("its indexes lie too deep in each other");
      }
      chosen = chooseMachine(descriptors(json(chosen)), "the image");
    }
    ImageJson manifest = json(chosen);
    Descriptor config = Descriptor.of(manifest.object("config"));
    List<Image.Blob> blobs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ImageJson layer : manifest.objects("layers")) {
      Blob blob = layer(layer);
      blobs.add(blob);
      names.add(blob.name());
    }
    var read = new ConfigJson(json(config));
    return new Image(
        folder + tag.map(name -> ":" + name).orElse(""),
        read.config(),
        read.layers(names, blobs),
        List.of(index.toString()));
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
    return new Blob(path(descriptor.digest()), descriptor.digest(), descriptor.size());
  }

  private Path path(Digest digest) {
    return folder.resolve("blobs").resolve(digest.algorithm()).resolve(digest.encoded());
  }

  private ImageJson json(Descriptor descriptor) throws IOException {
    var blob = new Blob(path(descriptor.digest()), descriptor.digest(), descriptor.size());
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

  private record Blob(Path path, Digest digest, long size) implements Image.Blob {
    String name() {
      return "its blob " + digest.encoded().substring(0, 12);
    }

    @Override
    public InputStream open() throws IOException {
      if (!Files.isRegularFile(path)) {
        throw new ArchiveException("its blob %s is not there".formatted(digest));
      }
      return new VerifiedStream(Files.newInputStream(path), name(), digest, OptionalLong.of(size));
    }
  }
}
