package dev.cdlc.runtime.image;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import java.util.ArrayList;
import java.util.List;

/** Reads an image's configuration; see the OCI image specification, config.md. */
record ConfigJson(ImageJson json) {
  ImageConfig config() throws ArchiveException {
    ImageJson config = json.object("config");
    return new ImageConfig(
        config.texts("Entrypoint"),
        config.texts("Cmd"),
        config.texts("Env"),
        config.text("User"),
        config.text("WorkingDir"));
  }

  /**
   * The layers, each with the digest that its archive is to have.
   *
   * @param blobs as the manifest lists them
   * @param names of the same
   */
  List<Image.Layer> layers(List<String> names, List<Image.Blob> blobs) throws ArchiveException {
    List<Digest> diffIds = json.object("rootfs").digests("diff_ids");
    if (diffIds.size() != blobs.size()) {
      throw new ArchiveException(
          "%s speaks of %d layers, and the manifest has %d"
              .formatted(json.name(), diffIds.size(), blobs.size()));
    }
    List<Image.Layer> layers = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(new Image.Layer(names.get(i), diffIds.get(i), blobs.get(i)));
    }
    return layers;
  }
}
