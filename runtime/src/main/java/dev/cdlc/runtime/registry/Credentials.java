package dev.cdlc.runtime.registry;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.image.ImageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the caller is known by to registries, as docker-login(1) and containers-auth.json(5) keep
 * it: user and password of each, in base 64. Programs that give them out are not asked.
 */
public final class Credentials {
  private static final String HUB = "index.docker.io/v1";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+=*");

  private final List<Path> files;

  private Credentials(List<Path> files) {
    this.files = files;
  }

  /** Those that an environment leads to: its files, the first that is there. */
  public static Credentials of(Map<String, String> environment) {
    return new Credentials(
        Stream.of(
                file(environment, "REGISTRY_AUTH_FILE", ""),
                file(environment, "XDG_RUNTIME_DIR", "containers/auth.json"),
                file(environment, "DOCKER_CONFIG", "config.json"),
                file(environment, "HOME", ".docker/config.json"))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<Path> file(
      Map<String, String> environment, String variable, String beneath) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(value -> Path.of(value).resolve(beneath));
  }

  /**
   * Those for an image: the value of an {@code Authorization: Basic} header.
   *
   * @throws ArchiveException if a file of them is no JSON
   */
  Optional<String> basic(ImageReference image) throws IOException {
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        Optional<String> found = basic(auths(file), image);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static ImageJson auths(Path file) throws IOException {
    if (Files.size(file) > ImageJson.LONGEST) {
      throw new ArchiveException("%s is too long for credentials".formatted(file));
    }
    return ImageJson.object(file.toString(), Files.readAllBytes(file)).object("auths");
  }

  private static Optional<String> basic(ImageJson auths, ImageReference image) {
    return names(image)
        .flatMap(name -> Stream.of(name, "https://" + name, "https://" + name + "/"))
        .flatMap(name -> auths.object(name).text("auth").stream())
        .filter(text -> BASE64.matcher(text).matches())
        .map(text -> "Basic " + text)
        .findFirst();
  }

  /** The repository, the folders that it is in, and the registry. */
  private static Stream<String> names(ImageReference image) {
    String whole = image.registry() + "/" + image.repository();
    return Stream.concat(
        Stream.iterate(
            whole,
            name -> name.startsWith(image.registry()),
            name -> name.indexOf('/') < 0 ? "" : name.substring(0, name.lastIndexOf('/'))),
        image.registry().equals("docker.io")
            ? Stream.of(HUB)
            : Stream.of(image.registry() + "/v1", image.registry() + "/v2"));
  }
}
