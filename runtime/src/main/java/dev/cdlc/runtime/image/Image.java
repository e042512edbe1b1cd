package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * An image that lies on this host.
 *
 * @param name for who reads what is wrong with it
 * @param layers the lowest first
 * @param asked the files that tell which image it is: while each is as it was, it is the same
 */
public record Image(String name, ImageConfig config, List<Layer> layers, List<String> asked) {
  public Image {
    layers = List.copyOf(layers);
    asked = List.copyOf(asked);
  }

  /**
   * A layer.
   *
   * @param diffId the digest of its archive, not compressed
   */
  public record Layer(String name, Digest diffId, Blob blob) {}

  /** A layer's archive as it lies there. */
  public interface Blob {
    /** In bytes. */
    long size();

    /** Opens it; where its digest is known, its end is there only if it has it. */
    InputStream open() throws IOException;
  }
}
