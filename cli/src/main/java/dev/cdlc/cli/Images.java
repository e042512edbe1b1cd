package dev.cdlc.cli;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.runtime.image.DockerArchive;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.image.OciLayout;
import dev.cdlc.runtime.registry.Credentials;
import dev.cdlc.runtime.registry.ImageReference;
import dev.cdlc.runtime.registry.ImageStore;
import dev.cdlc.runtime.registry.PullListener;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The images of this host and of registries, for a caller in an environment. */
record Images(Map<String, String> environment) {
  /** What an image says of its containers. */
  Answer<ImageConfig> config(ImageSource source) {
    try {
      return new Answer.Found<>(config(open(source).config()));
    } catch (NoSuchFileException e) {
      return new Answer.Refused<>("there is no such file");
    } catch (IOException e) {
      return new Answer.Refused<>(SourceFile.reason(e));
    }
  }

  private Image open(ImageSource source) throws IOException {
    return switch (source.form()) {
      case OCI_LAYOUT -> OciLayout.open(Path.of(source.path()), source.tag(), architecture());
      case DOCKER_ARCHIVE -> DockerArchive.open(Path.of(source.path()), source.tag());
      case REGISTRY ->
          store(PullListener.NONE).image(ImageReference.of(source.path()), architecture());
    };
  }

  /** An image of a registry with its layers, fetched unless they are kept. */
  Image whole(String reference, PullListener listener) throws IOException {
    return store(listener).whole(ImageReference.of(reference), architecture());
  }

  /** An image of a registry as it is there now. */
  Image pull(String reference, PullListener listener) throws IOException {
    return store(listener).pull(ImageReference.of(reference), architecture());
  }

  private ImageStore store(PullListener listener) throws IOException {
    Path folder =
        KeptFolder.of(new CallerIds().uid(), environment)
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no folder to keep it in; set HOME or XDG_CACHE_HOME to an"
                            + " absolute path"))
            .images();
    return new ImageStore(folder, Credentials.of(environment), listener);
  }

  private static ImageConfig config(dev.cdlc.runtime.image.ImageConfig config) {
    return new ImageConfig(
        Stream.concat(config.entrypoint().stream(), config.cmd().stream()).toList(),
        config.env(),
        config.user(),
        config.workingDir());
  }

  /** This machine's, as Go and so images name it. */
  static String architecture() {
    String machine = System.getProperty("os.arch");
    return machine.equals("aarch64") ? "arm64" : machine;
  }
}
