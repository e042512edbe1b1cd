package dev.cdlc.runtime.root;

import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What is to be in a root. */
public sealed interface RootContent permits HostContent, UnpackedContent {
  /**
   * The paths of the host that were looked for, be they there or not: while each is as it was, the
   * content is the same.
   */
  List<String> asked();

  /** The same for two contents that make the same root: 64 hexadecimal digits. */
  String key();

  /**
   * Whether nobody but its owner may come to the root by its path: it may have set-user-ID
   * programs, or device nodes, which are for the container alone.
   */
  boolean isSecluded();

  /**
   * Makes the root.
   *
   * @param root a folder that is empty, and the caller's
   */
  void make(Path root) throws IOException, RootException, SyscallException;

  /** A key of what identifies a content. */
  static String keyOf(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
