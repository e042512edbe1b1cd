package dev.cdlc.compiler.check.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of images, in a registry or in a layout. */
public final class ImageName {
  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

  /** The grammar of distribution/reference, reference.go. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+\\])(?::[0-9]+)?/)?"
              + "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
              + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*"
              + "(?::"
              + TAG
              + ")?"
              + "(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

  /** What org.opencontainers.image.ref.name may be; OCI image-spec, annotations.md. */
  private static final Pattern REF_NAME =
      Pattern.compile(
          "[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*"
              + "(?:/[A-Za-z0-9]+(?:(?:[-._:@+]|--)[A-Za-z0-9]+)*)*");

  private ImageName() {}

  /**
   * A layout's folder, or an archive, and the tag of one image in it.
   *
   * @param path as it is written
   */
  public record InLayout(String path, Optional<String> tag) {}

  /** Reads {@code [REGISTRY/]NAME[:TAG][@DIGEST]}. */
  public static Reading<String> reference(String text) {
    return REFERENCE.matcher(text).matches()
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` is no name of an image",
            "it reads as alpine:3.20 or ghcr.io/org/app@sha256:...; names are lower-case");
  }

  /** Reads {@code LAYOUT[:TAG]}; what stands behind the first colon is the tag. */
  public static Reading<InLayout> inLayout(String text) {
    return tagged(text, "folder", "./layout:v1");
  }

  /** Reads {@code FILE[:TAG]}; what stands behind the first colon is the tag. */
  public static Reading<InLayout> inArchive(String text) {
    return tagged(text, "file", "./web.tar:web:v1");
  }

  private static Reading<InLayout> tagged(String text, String what, String example) {
    int colon = text.indexOf(':');
    String path = colon < 0 ? text : text.substring(0, colon);
    if (path.isEmpty()) {
      return Reading.wrong(
          "`%s` names no %s".formatted(text, what),
          "the %s that holds the image stands before the colon".formatted(what));
    }
    if (colon < 0) {
      return new Reading.Value<>(new InLayout(path, Optional.empty()));
    }
    String tag = text.substring(colon + 1);
    return REF_NAME.matcher(tag).matches()
        ? new Reading.Value<>(new InLayout(path, Optional.of(tag)))
        : Reading.wrong(
            tag.isEmpty() ? "the tag is empty" : "`" + tag + "` is no tag",
            "it stands behind the %s: %s".formatted(what, example));
  }
}
