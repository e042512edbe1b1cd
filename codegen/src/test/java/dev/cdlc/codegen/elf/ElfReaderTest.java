package dev.cdlc.codegen.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.elf.Inspection.Foreign;
import dev.cdlc.codegen.elf.Note.Input;
import dev.cdlc.codegen.elf.Segment.Access;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElfReaderTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final Note NOTE =
      new Note(
          "0.1.0 (1234abcd)",
          "sha256:00ff",
          List.of(
              new Input("/srv/web.cdl", Optional.of(DIGEST)),
              new Input("/srv/with\nline \\n and ünïcode ", Optional.of(DIGEST)),
              new Input("/srv/cdlc.cdl", Optional.empty()),
              new Input("", Optional.empty())));

  private static final Segment READ_ONLY = new Segment(Access.READ, 0, 0x400000, 1000, 1000);
  private static final Segment CODE = new Segment(Access.READ_EXECUTE, 1040, 0x401410, 4, 4);
  private static final Segment WRITABLE = new Segment(Access.READ_WRITE, 1000, 0x5013e8, 24, 9000);

  @ParameterizedTest
  @EnumSource
  void readsBackWhatWasWritten(Target target) {
    assertThat(ElfReader.inspect(file(target)))
        .isEqualTo(
            new Inspection.Executable(target, NOTE, List.of(READ_ONLY, CODE, WRITABLE), 1044));
  }

  @Test
  void writesTheSameBytesAgain() {
    assertThat(file()).isEqualTo(file());
  }

  @Test
  void knowsWhatIsNoExecutable() {
    assertThat(ElfReader.inspect(new byte[0])).isEqualTo(Foreign.NOT_ELF);
    assertThat(ElfReader.inspect("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Foreign.NOT_ELF);
    assertThat(ElfReader.inspect(new byte[100_000])).isEqualTo(Foreign.NOT_ELF);
  }

  @Test
  void knowsAnotherMachine() {
    byte[] file = file();
    file[18] = (byte) 40; // EM_ARM
    assertThat(ElfReader.inspect(file)).isEqualTo(Foreign.UNKNOWN_MACHINE);
  }

  @Test
  void knowsAnotherNote() {
    byte[] file = file();
    int name = new String(file, StandardCharsets.ISO_8859_1).indexOf("cdlc\0");
    file[name] = 'C';
    assertThat(ElfReader.inspect(file)).isEqualTo(Foreign.NO_NOTE);
  }

  @Test
  void knowsThePartOfAFile() {
    byte[] file = file();
    for (int length = 0; length < file.length; length++) {
      assertThat(ElfReader.inspect(Arrays.copyOf(file, length)))
          .isIn(Foreign.NOT_ELF, Foreign.TRUNCATED);
    }
  }

  /** Whatever a file holds, the answer is a value. */
  @Test
  void survivesEveryDamagedByte() {
    byte[] file = file();
    for (int index = 0; index < file.length; index++) {
      byte sound = file[index];
      for (int damage : new int[] {0x01, 0x80, 0xff}) {
        file[index] = (byte) (sound ^ damage);
        assertThat(ElfReader.inspect(file)).isNotNull();
      }
      file[index] = sound;
    }
  }

  @Test
  void knowsAnExecutableOfAnotherMaker() throws Exception {
    Path java = ProcessHandle.current().info().command().map(Path::of).orElse(Path.of(""));
    Assumptions.assumeTrue(Files.isReadable(java), "reads the JVM's executable");
    assertThat(ElfReader.inspect(Files.readAllBytes(java))).isInstanceOf(Foreign.class);
  }

  private static byte[] file() {
    return file(Target.X86_64);
  }

  private static byte[] file(Target target) {
    ElfWriter writer = new ElfWriter(target, NOTE);
    byte[] content = new byte[1024 - writer.headerSize()];
    return writer.write(READ_ONLY, CODE, WRITABLE, content, new byte[] {1, 2, 3, 4});
  }
}
