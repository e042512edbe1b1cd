package dev.cdlc.compiler.input;

import java.util.Optional;

/**
 * Where an image lies.
 *
 * @param path absolute; of an image of a registry, its name as it is written
 * @param tag which image of several
 */
public record ImageSource(Form form, String path, Optional<String> tag) {
  /** What the path leads to. */
  public enum Form {
    /** The folder of an OCI image layout. */
    OCI_LAYOUT,
    /** An archive as docker-save(1) writes it. */
    DOCKER_ARCHIVE,
    /** A registry, {@code [REGISTRY/]NAME[:TAG][@DIGEST]}. */
    REGISTRY
  }
}
