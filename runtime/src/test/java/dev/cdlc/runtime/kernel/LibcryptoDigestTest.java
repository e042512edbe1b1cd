package dev.cdlc.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LibcryptoDigestTest {
  @TestFactory
  Stream<DynamicTest> saysWhatJavaSays() {
    return Stream.of("SHA-256", "SHA-512")
        .map(algorithm -> DynamicTest.dynamicTest(algorithm, () -> compare(algorithm)));
  }

  private static void compare(String algorithm) throws Exception {
    Optional<MessageDigest> digest = LibcryptoDigest.of(algorithm);
    assumeTrue(digest.isPresent(), "this host has no libcrypto.so.3");
    MessageDigest java = MessageDigest.getInstance(algorithm);
    var random = new Random(1);
    for (int length : new int[] {0, 1, 65_535, 65_536, 200_000}) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      digest.get().update(content, 0, length / 2);
      digest.get().update(content, length / 2, length - length / 2);
      assertThat(digest.get().digest()).isEqualTo(java.digest(content));
    }
    digest.get().update((byte) 7);
    digest.get().reset();
    assertThat(digest.get().digest()).isEqualTo(java.digest());
  }
}
