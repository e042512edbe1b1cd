package dev.cdlc.runtime.root;

import dev.cdlc.runtime.archive.Decompression;
import dev.cdlc.runtime.archive.VerifiedStream;
import dev.cdlc.runtime.image.DockerArchive;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.image.OciLayout;
import dev.cdlc.runtime.kernel.LinuxFileSyscalls;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** What roots are unpacked from: archives and images that lie on this host. */
public final class Archives {
  private final boolean superuser;
  private final UnpackListener listener;

  /**
   * Archives, for a caller.
   *
   * @param superuser whether the caller is it, and files get the owners that the archive says
   */
  public Archives(boolean superuser, UnpackListener listener) {
    this.superuser = superuser;
    this.listener = listener;
  }

  /**
   * The files of a tar archive, compressed or not.
   *
   * @throws RootException if there is no such file
   */
  public RootContent tar(Path file) throws RootException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IOException(
            Files.exists(file) ? "it is not a regular file" : "there is no such file");
      }
      return unpacked(
          new UnpackedContent.Source(
              file.toString(),
              List.of("tar", Entry.Identity.of(file.toRealPath()).text()),
              List.of(file.toString()),
              false,
              List.of(new TarFile(file, Files.size(file)))));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The files of an image of an OCI image layout.
   *
   * @param architecture as Go has it, such as {@code amd64}
   * @throws RootException if there is no such image
   */
  public RootContent oci(Path layout, Optional<String> tag, String architecture)
      throws RootException {
    try {
      return image(OciLayout.open(layout, tag, architecture));
    } catch (IOException e) {
      throw unreadable(layout, e);
    }
  }

  /**
   * The files of an image of an archive of docker-save(1).
   *
   * @throws RootException if there is no such image
   */
  public RootContent docker(Path file, Optional<String> tag) throws RootException {
    try {
      return image(DockerArchive.open(file, tag));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The files of an image; what its layers hold alone tells its root from another. */
  public RootContent image(Image image) {
    List<String> identity = new ArrayList<>(List.of("image"));
    List<UnpackedContent.Archive> layers = new ArrayList<>();
    for (Image.Layer layer : image.layers()) {
      identity.add(layer.diffId().text());
      layers.add(new LayerFile(layer));
    }
    return unpacked(
        new UnpackedContent.Source(image.name(), identity, image.asked(), true, layers));
  }

  private RootContent unpacked(UnpackedContent.Source source) {
    return new UnpackedContent(source, superuser, LinuxFileSyscalls::new, listener);
  }

  private static RootException unreadable(Path source, IOException e) {
    return new RootException(
        "%s cannot be read: %s".formatted(source, RootException.reason(e)),
        "name one that is there, and that you may read");
  }

  private record TarFile(Path file, long size) implements UnpackedContent.Archive {
    @Override
    public InputStream open(LongConsumer read) throws IOException {
      return Decompression.of(new UnpackedContent.Counted(Files.newInputStream(file), read));
    }
  }

  private record LayerFile(Image.Layer layer) implements UnpackedContent.Archive {
    @Override
    public long size() {
      return layer.blob().size();
    }

    @Override
    public InputStream open(LongConsumer read) throws IOException {
      InputStream blob = new UnpackedContent.Counted(layer.blob().open(), read);
      InputStream archive = new Whole(Decompression.of(blob), blob);
      return new VerifiedStream(archive, layer.name(), layer.diffId(), OptionalLong.empty());
    }
  }

  /** A stream at whose end the one below it is read to its end too, so that all is verified. */
  private static final class Whole extends FilterInputStream {
    private final InputStream below;

    Whole(InputStream in, InputStream below) {
      super(in);
      this.below = below;
    }

    @Override
    public int read(byte[] buffer, int start, int most) throws IOException {
      int count = in.read(buffer, start, most);
      if (count < 0) {
        below.transferTo(OutputStream.nullOutputStream());
      }
      return count;
    }
  }
}
