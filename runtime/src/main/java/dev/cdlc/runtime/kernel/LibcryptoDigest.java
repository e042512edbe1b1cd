package dev.cdlc.runtime.kernel;

import com.kenai.jffi.Library;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-2 by the host's libcrypto, see EVP_DigestInit(3ssl). Java's own needs the second-level
 * compiler, which the distribution does without, to be as fast as images want it: by the first it
 * takes fifteen times as long.
 */
public final class LibcryptoDigest extends MessageDigest {
  private static final int BUFFER = 64 * 1024;

  /** From openssl/crypto.h: no file of the host says what is loaded. */
  private static final long OPENSSL_INIT_NO_LOAD_CONFIG = 0x80;

  private static final Optional<Library> LIBRARY =
      Optional.ofNullable(Library.getCachedInstance("libcrypto.so.3", Library.NOW | Library.LOCAL));

  private static final Map<String, Long> ADDRESSES = new ConcurrentHashMap<>();

  private final String type;
  private final int length;
  private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);

  /** An EVP_MD_CTX, or 0 before anything is digested. */
  private long context;

  private LibcryptoDigest(String algorithm, String type, int length) {
    super(algorithm);
    this.type = type;
    this.length = length;
  }

  /**
   * A digest, if the host has a libcrypto that has it.
   *
   * @param algorithm {@code SHA-256} or {@code SHA-512}
   */
  public static Optional<MessageDigest> of(String algorithm) {
    if (LIBRARY.isEmpty()) {
      return Optional.empty();
    }
    call("OPENSSL_init_crypto", OPENSSL_INIT_NO_LOAD_CONFIG, 0);
    var digest =
        algorithm.equals("SHA-256")
            ? new LibcryptoDigest(algorithm, "EVP_sha256", 32)
            : new LibcryptoDigest(algorithm, "EVP_sha512", 64);
    return digest.start() ? Optional.of(digest) : Optional.empty();
  }

  private boolean start() {
    context = call("EVP_MD_CTX_new");
    return context != 0 && (int) call("EVP_DigestInit_ex", context, call(type), 0) == 1;
  }

  private static long call(String function, long... arguments) {
    long address = ADDRESSES.computeIfAbsent(function, LIBRARY.orElseThrow()::getSymbolAddress);
    return Libc.invoke(function, address, arguments);
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int count) {
    insist(context != 0 || start());
    int end = offset + count;
    for (int at = offset; at < end; at += BUFFER) {
      int part = Math.min(BUFFER, end - at);
      direct.clear().put(input, at, part).flip();
      insist((int) call("EVP_DigestUpdate", context, NativeMemory.addressOf(direct), part) == 1);
    }
  }

  @Override
  protected byte[] engineDigest() {
    insist(context != 0 || start());
    try (NativeMemory digest = NativeMemory.ofLength(length)) {
      insist((int) call("EVP_DigestFinal_ex", context, digest.address(), 0) == 1);
      return digest.bytes(0, length);
    } finally {
      engineReset();
    }
  }

  @Override
  protected void engineReset() {
    call("EVP_MD_CTX_free", context);
    context = 0;
  }

  @Override
  protected int engineGetDigestLength() {
    return length;
  }

  private static void insist(boolean succeeded) {
    if (!succeeded) {
      throw new IllegalStateException("libcrypto no longer has SHA-2");
    }
  }
}
