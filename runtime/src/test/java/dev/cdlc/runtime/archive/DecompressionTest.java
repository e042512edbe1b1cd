package dev.cdlc.runtime.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DecompressionTest {
  private static final byte[] TEXT =
      "some text, some text".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST =
      new Digest("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  private interface Compression {
    OutputStream of(OutputStream out) throws IOException;
  }

  private static byte[] compressed(Compression compression) throws IOException {
    var all = new ByteArrayOutputStream();
    try (OutputStream out = compression.of(all)) {
      out.write(TEXT);
    }
    return all.toByteArray();
  }

  private static byte[] zstd() throws IOException {
    return compressed(ZstdOutputStream::new);
  }

  @Test
  void isRecognisedByItsContent() throws IOException {
    assertThat(undone(TEXT)).isEqualTo(TEXT);
    assertThat(undone(compressed(GZIPOutputStream::new))).isEqualTo(TEXT);
    assertThat(undone(zstd())).isEqualTo(TEXT);
    assertThat(undone(compressed(out -> new XZOutputStream(out, new LZMA2Options(1)))))
        .isEqualTo(TEXT);
    assertThat(undone(new byte[] {0x1f})).isEqualTo(new byte[] {0x1f});
  }

  @Test
  void membersOfOneFileFollowEachOther() throws IOException {
    byte[] one = compressed(GZIPOutputStream::new);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    assertThat(undone(two)).hasSize(2 * TEXT.length);
  }

  @Test
  void zstdFramesThatHoldNothingArePassedOver() throws IOException {
    byte[] frame = zstd();
    byte[] skippable = HexFormat.of().parseHex("502a4d1805000000aabbccddee");
    byte[] both = new byte[2 * frame.length + 2 * skippable.length];
    System.arraycopy(skippable, 0, both, 2 * frame.length + skippable.length, skippable.length);
    System.arraycopy(frame, 0, both, 0, frame.length);
    System.arraycopy(frame, 0, both, frame.length, frame.length);
    System.arraycopy(skippable, 0, both, 2 * frame.length, skippable.length);
    assertThat(undone(both)).hasSize(2 * TEXT.length);
  }

  @Test
  void whatIsNotReadIsRefused() throws IOException {
    assertThatThrownBy(() -> undone("BZh91AY".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("it is compressed by bzip2, which is not read: gzip, xz and zstd are");
    byte[] damaged = zstd();
    damaged[12] ^= 0x55;
    assertThatThrownBy(() -> undone(damaged)).isInstanceOf(IOException.class);
    for (Compression compression :
        new Compression[] {
          GZIPOutputStream::new,
          ZstdOutputStream::new,
          out -> new XZOutputStream(out, new LZMA2Options(1))
        }) {
      byte[] whole = compressed(compression);
      assertThatThrownBy(() -> undone(Arrays.copyOf(whole, whole.length - 20)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void singleBytesAreTheSame() throws IOException {
    try (InputStream in = Decompression.of(new ByteArrayInputStream(zstd()))) {
      assertThat(in.read()).isEqualTo('s');
      in.skipNBytes(TEXT.length - 1);
      assertThat(in.read()).isEqualTo(-1);
    }
    try (InputStream in = verified("hello", OptionalLong.of(5))) {
      assertThat(in.read()).isEqualTo('h');
      assertThat(in.skip(3)).isEqualTo(3);
      assertThat(in.skip(0)).isZero();
      assertThat(in.markSupported()).isFalse();
      assertThat(in.read()).isEqualTo('o');
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theEndIsThereOnlyForWhatWasPromised() throws IOException {
    assertThat(verified("hello", OptionalLong.empty()).readAllBytes()).isEqualTo(HELLO);
    assertThatThrownBy(() -> verified("hallo", OptionalLong.of(5)).readAllBytes())
        .isInstanceOf(ArchiveException.class)
        .hasMessageMatching("its layer is not sha256:2cf2.*: it has the digest sha256:.*");
    assertThatThrownBy(() -> verified("hell", OptionalLong.of(5)).readAllBytes())
        .hasMessageEndingWith(": it has 4 bytes, and should have 5");
    assertThatThrownBy(() -> verified("hellooo", OptionalLong.of(5)).readAllBytes())
        .hasMessageEndingWith(": it has more than its 5 bytes");
  }

  @Test
  void digestsAreOfTwoKinds() throws IOException {
    var sha512 =
        new Digest(
            "sha512:9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
                + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043");
    var in = new ByteArrayInputStream(HELLO);
    assertThat(new VerifiedStream(in, "it", sha512, OptionalLong.empty()).readAllBytes())
        .isEqualTo(HELLO);
    assertThat(sha512.algorithm()).isEqualTo("sha512");
    assertThat(sha512).hasToString(sha512.text());
    for (String none : new String[] {"", "sha256:abc", "md5:00", "sha256:../../etc/passwd"}) {
      assertThat(Digest.isOne(none)).isFalse();
      assertThatThrownBy(() -> new Digest(none)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatIsReadAheadIsTheSame() throws IOException {
    byte[] much = new byte[10_000_000];
    Arrays.fill(much, (byte) 7);
    try (InputStream in = new ReadAhead(() -> new ByteArrayInputStream(much))) {
      assertThat(in.read(new byte[1], 0, 0)).isZero();
      assertThat(in.read()).isEqualTo(7);
      assertThat(in.readAllBytes()).hasSize(much.length - 1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void whatFailsAheadFailsHere() throws IOException {
    try (InputStream in =
        new ReadAhead(
            () -> {
              throw new IOException("gone");
            })) {
      assertThatThrownBy(in::read).hasMessage("gone");
      assertThatThrownBy(in::read).hasMessage("gone");
    }
    try (InputStream in =
        new ReadAhead(
            () -> {
              throw new IllegalStateException("a decoder's fault");
            })) {
      assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("it is damaged");
    }
  }

  @Test
  void whoHasEnoughEndsIt() throws IOException {
    InputStream in = new ReadAhead(Endless::new);
    assertThat(in.read()).isZero();
    in.close();
  }

  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }

  private static byte[] undone(byte[] bytes) throws IOException {
    try (InputStream in = Decompression.of(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static InputStream verified(String text, OptionalLong size) {
    return new VerifiedStream(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "its layer", DIGEST, size);
  }
}
