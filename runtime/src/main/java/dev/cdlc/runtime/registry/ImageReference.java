package dev.cdlc.runtime.registry;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import java.util.Optional;

/**
 * The name of an image in a registry, with what it leaves unsaid: the registry is Docker Hub, a
 * name of one part lies in its {@code library}, and the tag is {@code latest}. See reference.go of
 * distribution.
 *
 * @param registry a host, and perhaps a port
 * @param digest what the image must have; then the tag means nothing
 */
public record ImageReference(
    String registry, String repository, String tag, Optional<Digest> digest) {
  private static final String HUB = "docker.io";
  private static final String LATEST = "latest";

  /**
   * Reads {@code [REGISTRY/]NAME[:TAG][@DIGEST]}, whose grammar is right.
   *
   * @throws ArchiveException if its digest is of a kind that cannot be verified
   */
  public static ImageReference of(String text) throws ArchiveException {
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(digest(text, at));
    int slash = named.indexOf('/');
    boolean hasRegistry = slash > 0 && isRegistry(named.substring(0, slash));
    String registry = hasRegistry ? named.substring(0, slash) : HUB;
    String rest = hasRegistry ? named.substring(slash + 1) : named;
    int colon = rest.indexOf(':');
    String path = colon < 0 ? rest : rest.substring(0, colon);
    String tag = colon < 0 ? LATEST : rest.substring(colon + 1);
    if (registry.equals("index.docker.io")) {
      registry = HUB;
    }
    boolean official = registry.equals(HUB) && path.indexOf('/') < 0;
    return new ImageReference(registry, official ? "library/" + path : path, tag, digest);
  }

  private static Digest digest(String text, int at) throws ArchiveException {
    String digest = text.substring(at + 1);
    if (!Digest.isOne(digest)) {
      throw new ArchiveException(
          "its digest `%s` is none of sha256 or sha512, which are verified".formatted(digest));
    }
    return new Digest(digest);
  }

  /** What is no part of a name. */
  private static boolean isRegistry(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.chars().anyMatch(Character::isUpperCase);
  }

  /** What tells it from others of its repository. */
  String version() {
    return digest.map(Digest::text).orElse(tag);
  }

  /** The whole name, with nothing left unsaid. */
  public String text() {
    return registry + "/" + repository + digest.map(value -> "@" + value.text()).orElse(":" + tag);
  }

  /** Where the registry listens, which for Docker Hub is another host. */
  String host() {
    return registry.equals(HUB) ? "registry-1.docker.io" : registry;
  }

  /** Whether the registry is on this host alone, so that no other one could listen. */
  boolean isLoopback() {
    return Loopback.isName(host());
  }
}
