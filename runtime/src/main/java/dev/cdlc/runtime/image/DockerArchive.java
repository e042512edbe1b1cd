package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Decompression;
import dev.cdlc.runtime.archive.Digest;
import dev.cdlc.runtime.archive.TarEntry;
import dev.cdlc.runtime.archive.TarReader;
import dev.cdlc.runtime.archive.VerifiedStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An archive of images as docker-save(1) writes it: manifest.json, and what that names. */
public final class DockerArchive {
  private static final String MANIFEST = "manifest.json";

  /** A configuration is named after its digest, in a folder of its own or not. */
  private static final Pattern CONFIG =
      Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");

  /** Far more than an archive of images has. */
  private static final int MOST_ENTRIES = 100_000;

  private static final int MOST_LINKS = 8;

  private final Path file;
  private final Map<String, Part> parts = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  private DockerArchive(Path file) {
    this.file = file;
  }

  /**
   * Finds an image.
   *
   * @param tag as in {@code busybox:latest}; without one, there may be but one image
   * @throws ArchiveException if there is no such image, or it is not what its digest says
   */
  public static Image open(Path file, Optional<String> tag) throws IOException {
    var archive = new DockerArchive(file);
    archive.look();
    return archive.image(tag);
  }

  /** Finds what lies where, without reading it. */
  private void look() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ArchiveException("it is not a regular file");
    }
    try (var archive = new BufferedInputStream(Files.newInputStream(file));
        var in = new Positioned(archive)) {
      if (Decompression.isCompressed(archive)) {
        throw new ArchiveException("it is compressed: undo that, as by gunzip(1)");
      }
      var reader = new TarReader(in);
      for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        take(entry.get(), in.position);
        if (parts.size() + links.size() > MOST_ENTRIES) {
          throw new ArchiveException("it has more than %d files".formatted(MOST_ENTRIES));
        }
      }
    }
  }

  private void take(TarEntry entry, long position) {
    String name = normal(entry.name());
    switch (entry.kind()) {
      case TarEntry.Regular(long size, List<TarEntry.Segment> segments) -> {
        if (segments.size() <= 1) {
          parts.put(name, new Part(file, name, position, size));
        }
      }
      case TarEntry.SymbolicLink(String target) ->
          links.put(name, normal(Path.of("/" + name).resolveSibling(target).toString()));
      case TarEntry.HardLink(String target) -> links.put(name, normal(target));
      case TarEntry.Folder _, TarEntry.Fifo _, TarEntry.Device _ -> {}
    }
  }

  private static String normal(String name) {
    return Path.of("/" + name).normalize().toString().substring(1);
  }

  private Part part(String name) throws ArchiveException {
    String found = normal(name);
    for (int i = 0; i < MOST_LINKS && links.containsKey(found); i++) {
      found = Objects.requireNonNull(links.get(found));
    }
    Part part = parts.get(found);
    if (part == null) {
      throw new ArchiveException("it has no " + TarEntry.readable(name));
    }
    return part;
  }

  private Image image(Optional<String> tag) throws IOException {
    if (!parts.containsKey(MANIFEST)) {
      throw new ArchiveException(
          "it has no manifest.json, which docker save writes since Docker 1.10");
    }
    ImageJson chosen = choose(ImageJson.array("its manifest.json", json(part(MANIFEST))), tag);
    var config = new ConfigJson(config(chosen.text("Config").orElse("")));
    List<Image.Blob> blobs = new ArrayList<>();
    for (String layer : chosen.texts("Layers")) {
      blobs.add(part(layer));
    }
    return new Image(
        file + tag.map(name -> ":" + name).orElse(""),
        config.config(),
        config.layers(chosen.texts("Layers").stream().map(name -> "its " + name).toList(), blobs),
        List.of(file.toString()));
  }

  private ImageJson config(String name) throws IOException {
    Matcher digest = CONFIG.matcher(name);
    if (!digest.matches()) {
      throw new ArchiveException(
          "it names its configuration `%s`, and not by a digest".formatted(name));
    }
    Part part = part(name);
    try (InputStream in =
        new VerifiedStream(
            part.open(),
            "its " + name,
            new Digest("sha256:" + digest.group(1)),
            OptionalLong.of(part.size()))) {
      return ImageJson.object("its " + name, bounded(in, part));
    }
  }

  private static byte[] json(Part part) throws IOException {
    try (InputStream in = part.open()) {
      return bounded(in, part);
    }
  }

  private static byte[] bounded(InputStream in, Part part) throws IOException {
    if (part.size() > ImageJson.LONGEST) {
      throw new ArchiveException(
          "its %s has more than %d bytes".formatted(part.name(), ImageJson.LONGEST));
    }
    return in.readAllBytes();
  }

  private static ImageJson choose(List<ImageJson> all, Optional<String> tag)
      throws ArchiveException {
    List<ImageJson> found = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (ImageJson image : all) {
      List<String> own = image.texts("RepoTags");
      tags.addAll(own);
      if (tag.isEmpty() || own.stream().anyMatch(name -> isCalled(name, tag.get()))) {
        found.add(image);
      }
    }
    String there = tags.isEmpty() ? "" : "; it has " + String.join(", ", tags);
    if (found.isEmpty()) {
      throw new ArchiveException(
          tag.map(name -> "it has no image `%s`".formatted(name)).orElse("it has no image")
              + there);
    }
    if (found.size() > 1) {
      throw new ArchiveException("it has several images, and none is named" + there);
    }
    return found.getFirst();
  }

  /** By its whole name, or by the tag at its end. */
  private static boolean isCalled(String name, String asked) {
    return name.equals(asked) || name.endsWith(":" + asked) || name.endsWith("/" + asked);
  }

  /** A file of the archive, which is not compressed. */
  private record Part(Path file, String name, long position, long size) implements Image.Blob {
    @Override
    public InputStream open() throws IOException {
      FileChannel channel = FileChannel.open(file);
      return new Slice(Channels.newInputStream(channel.position(position)), size);
    }
  }

  /** The beginning of a stream. */
  private static final class Slice extends FilterInputStream {
    private long remaining;

    Slice(InputStream in, long length) {
      super(in);
      this.remaining = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int most) throws IOException {
      if (remaining == 0) {
        return -1;
      }
      int count = in.read(buffer, start, (int) Math.min(most, remaining));
      remaining -= Math.max(0, count);
      return count;
    }
  }

  /** A stream that knows how far it is read. */
  private static final class Positioned extends FilterInputStream {
    private long position;

    Positioned(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      position += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] buffer, int start, int most) throws IOException {
      int count = in.read(buffer, start, most);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }
  }
}
