package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.lint.HostFacts.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are in a root file system. */
class RootProgramsTest {
  private static final Program PLAIN = new Program.Present(Optional.empty());

  @TempDir private Path top;
  private Path root;

  @BeforeEach
  void aRoot() throws IOException {
    root = Files.createDirectories(top.resolve("root"));
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
  }

  private void program(String name, byte[] content) throws IOException {
    Path file = Files.write(root.resolve("usr/bin").resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void script(String name, String text) throws IOException {
    program(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve("usr/bin").resolve(name), Path.of(target));
  }

  private Program found(String path) {
    return new RootPrograms(root).program(path);
  }

  private static Program loadedBy(String interpreter) {
    return new Program.Present(Optional.of(interpreter));
  }

  /** A 64-bit ELF file with one program header. */
  private static byte[] elf(int type, long table, long offset, long length) {
    var elf = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    elf.putLong(32, table).putShort(54, (short) 56).putShort(56, (short) 1);
    elf.putInt(64, type).putLong(72, offset).putLong(96, length);
    elf.position(128);
    elf.put("/lib64/ld.so\0".getBytes(StandardCharsets.UTF_8));
    return elf.array();
  }

  @Test
  void findsProgramsByTheirPaths() throws IOException {
    program("date", new byte[] {1});
    assertThat(found("/usr/bin/date")).isEqualTo(PLAIN);
    assertThat(found("/bin//./date")).isEqualTo(PLAIN);
    assertThat(found("/bin/../../../bin/../date")).isEqualTo(new Program.Missing());
    assertThat(found("/../../bin/date")).isEqualTo(PLAIN);
    assertThat(found("/bin/none")).isEqualTo(new Program.Missing());
    assertThat(found("/none/date")).isEqualTo(new Program.Missing());
  }

  @Test
  void linksStayInTheRoot() throws IOException {
    program("date", new byte[] {1});
    link("absolute", "/usr/bin/date");
    link("relative", "../bin/date");
    link("outside", "../../../../../../../../outside");
    link("dangling", "/etc/alternatives/x");
    link("loop", "loop");
    Files.writeString(top.resolve("outside"), "#!/bin/sh\n");
    assertThat(found("/bin/absolute")).isEqualTo(PLAIN);
    assertThat(found("/bin/relative")).isEqualTo(PLAIN);
    assertThat(found("/bin/outside")).isEqualTo(new Program.Missing());
    assertThat(found("/bin/dangling")).isEqualTo(new Program.Missing());
    assertThat(found("/bin/loop")).isEqualTo(new Program.Hidden());
  }

  @Test
  void whatTheKernelDoesNotExecuteIsNone() throws IOException {
    Files.writeString(root.resolve("usr/bin/text"), "a text");
    assertThat(found("/bin/text")).isEqualTo(new Program.NotExecutable());
    assertThat(found("/usr")).isEqualTo(new Program.NotExecutable());
  }

  @Test
  void readsTheFirstLineOfScripts() throws IOException {
    script("sh", "#!/bin/sh -e\ntrue\n");
    script("env", "#! /usr/bin/env python3\n");
    script("relative", "#!sh\n");
    script("empty", "#!");
    assertThat(found("/bin/sh")).isEqualTo(loadedBy("/bin/sh"));
    assertThat(found("/bin/env")).isEqualTo(loadedBy("/usr/bin/env"));
    assertThat(found("/bin/relative")).isEqualTo(PLAIN);
    assertThat(found("/bin/empty")).isEqualTo(PLAIN);
  }

  @Test
  void readsTheHeadersOfPrograms() throws IOException {
    program("dynamic", elf(3, 64, 128, 13));
    program("static", elf(1, 64, 128, 13));
    program("short", new byte[] {0x7f, 'E', 'L', 'F', 2});
    assertThat(found("/bin/dynamic")).isEqualTo(loadedBy("/lib64/ld.so"));
    assertThat(found("/bin/static")).isEqualTo(PLAIN);
    assertThat(found("/bin/short")).isEqualTo(PLAIN);
  }

  @Test
  void headersThatLeadNowhereAreNone() throws IOException {
    program("table", elf(3, 1 << 20, 128, 13));
    program("negative", elf(3, -1, 128, 13));
    program("offset", elf(3, 64, 1 << 20, 13));
    program("before", elf(3, 64, -1, 13));
    program("length", elf(3, 64, 128, 1 << 20));
    program("nothing", elf(3, 64, 128, 1));
    for (String name :
        new String[] {"table", "negative", "offset", "before", "length", "nothing"}) {
      assertThat(found("/bin/" + name)).as(name).isEqualTo(PLAIN);
    }
  }
}
