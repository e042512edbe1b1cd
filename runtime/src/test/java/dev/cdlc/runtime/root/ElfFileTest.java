package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
  private static final ElfBytes PROGRAM =
      ElfBytes.program("/lib/ld.so", "liba.so.1", "libc.so.6")
          .with(15, "/opt/a:/opt/b")
          .with(29, "$ORIGIN/../lib");

  @TempDir private Path folder;

  @Test
  void saysWhatItIsLinkedWith() throws Exception {
    ElfFile file = read(PROGRAM.bytes());
    assertThat(file.interpreter()).contains("/lib/ld.so");
    assertThat(file.needed()).containsExactly("liba.so.1", "libc.so.6");
    assertThat(file.rpath()).containsExactly("/opt/a", "/opt/b");
    assertThat(file.runpath()).containsExactly("$ORIGIN/../lib");
  }

  @Test
  void isReadInItsOwnWidthAndByteOrder() throws Exception {
    ElfFile file = read(PROGRAM.as(false, ByteOrder.BIG_ENDIAN, 8).bytes());
    assertThat(file.abi()).isEqualTo(new ElfFile.Abi(false, ByteOrder.BIG_ENDIAN, 8));
    assertThat(file.interpreter()).contains("/lib/ld.so");
    assertThat(file.needed()).containsExactly("liba.so.1", "libc.so.6");
  }

  @Test
  void isNothingElseThanElf() throws Exception {
    assertThat(ElfFile.read(written(new byte[] {35, 33, 47, 98}))).isEmpty();
    assertThat(ElfFile.read(written(new byte[0]))).isEmpty();
  }

  @Test
  void isDamagedWhereItEndsEarly() throws Exception {
    Path path = written(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    assertThatIOException()
        .isThrownBy(() -> ElfFile.read(path))
        .withMessage("its ELF headers are damaged");
  }

  @Test
  void isDamagedWhereItsNamesAreInNoSegment() throws Exception {
    byte[] bytes = PROGRAM.bytes();
    // The address of the segment that is loaded.
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 16, 1L << 40);
    Path path = written(bytes);
    assertThatIOException().isThrownBy(() -> ElfFile.read(path));
  }

  @Test
  void anyDamageIsToldOrHarmless() throws Exception {
    var random = new Random(7);
    int damaged = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = PROGRAM.bytes();
      for (int i = 0; i < 3; i++) {
        bytes[5 + random.nextInt(400)] = (byte) random.nextInt();
      }
      try {
        read(bytes);
      } catch (IOException e) {
        damaged++;
      }
    }
    assertThat(damaged).isPositive();
  }

  private ElfFile read(byte[] bytes) throws IOException {
    return ElfFile.read(written(bytes)).orElseThrow();
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }
}
