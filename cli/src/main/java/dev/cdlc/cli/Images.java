package dev.cdlc.cli;

import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.runtime.image.DockerArchive;
import dev.cdlc.runtime.image.Image;
import dev.cdlc.runtime.image.OciLayout;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The images of this host, as compilations ask for them. */
final class Images {
  private Images() {}

  /** What an image says of its containers. */
  static Answer<ImageConfig> config(ImageSource source) {
    try {
      return new Answer.Found<>(config(open(source).config()));
    } catch (NoSuchFileException e) {
      return new Answer.Refused<>("there is no such file");
    } catch (IOException e) {
      return new Answer.Refused<>(SourceFile.reason(e));
    }
  }

  private static Image open(ImageSource source) throws IOException {
    Path path = Path.of(source.path());
    return switch (source.form()) {
      case OCI_LAYOUT -> OciLayout.open(path, source.tag(), architecture());
      case DOCKER_ARCHIVE -> DockerArchive.open(path, source.tag());
    };
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
