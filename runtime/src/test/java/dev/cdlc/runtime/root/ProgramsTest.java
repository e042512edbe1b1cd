package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir private Path host;

  @BeforeEach
  void hasALoader() throws IOException {
    ElfBytes.library().write(host.resolve("usr/lib/ld-1.so"));
    link("usr/lib/ld.so", "ld-1.so");
    link("lib", "usr/lib");
    link("bin", "usr/bin");
    ElfBytes.library().write(host.resolve("usr/lib/libc.so.6"));
  }

  @Test
  void bringLoaderAndLibrariesWithTheLinksOnTheWay() throws Exception {
    ElfBytes.program("/lib/ld.so", "liba.so.1").write(host.resolve("usr/bin/a"));
    ElfBytes.library("libc.so.6").write(host.resolve("usr/lib/liba.so.1.2"));
    link("usr/lib/liba.so.1", "/lib/liba.so.1.2");
    assertThat(collected("/bin/a"))
        .containsOnly(
            "/bin -> usr/bin",
            "/dev",
            "/etc",
            "/lib -> usr/lib",
            "/proc",
            "/root",
            "/run",
            "/sys",
            "/tmp",
            "/usr",
            "/usr/bin",
            "/usr/bin/a",
            "/usr/lib",
            "/usr/lib/ld-1.so",
            "/usr/lib/ld.so -> ld-1.so",
            "/usr/lib/liba.so.1 -> /lib/liba.so.1.2",
            "/usr/lib/liba.so.1.2",
            "/usr/lib/libc.so.6");
  }

  @Test
  void areFoundByRunpathThenCacheThenUsualFolders() throws Exception {
    for (String folder : List.of("opt/lib", "srv/lib", "usr/lib")) {
      ElfBytes.library().write(host.resolve(folder).resolve("liba.so"));
    }
    cache(Map.of("liba.so", "/srv/lib/liba.so"));
    ElfBytes program = ElfBytes.program("/lib/ld.so", "liba.so");
    program.with(29, "$ORIGIN/../../opt/lib").write(host.resolve("usr/bin/a"));
    assertThat(collected("/usr/bin/a")).contains("/opt/lib/liba.so").doesNotContain("/srv");
    program.write(host.resolve("usr/bin/a"));
    assertThat(collected("/usr/bin/a"))
        .contains("/srv/lib/liba.so", "/etc/ld.so.cache")
        .doesNotContain("/usr/lib/liba.so");
    Files.delete(host.resolve("etc/ld.so.cache"));
    assertThat(collected("/usr/bin/a")).contains("/usr/lib/liba.so").doesNotContain("/srv");
  }

  @Test
  void handTheirRpathOnToLibraries() throws Exception {
    ElfBytes.program("/lib/ld.so", "liba.so").with(15, "/opt").write(host.resolve("usr/bin/a"));
    ElfBytes.library("libb.so").write(host.resolve("opt/liba.so"));
    ElfBytes.library("liba.so").write(host.resolve("opt/libb.so"));
    assertThat(collected("/bin/a")).contains("/opt/liba.so", "/opt/libb.so");
  }

  @Test
  void areNotLinkedWithLibrariesOfAnotherMachine() throws Exception {
    ElfBytes.program("/lib/ld.so", "liba.so").with(29, "/opt").write(host.resolve("usr/bin/a"));
    ElfBytes.library().as(false, ByteOrder.LITTLE_ENDIAN, 3).write(host.resolve("opt/liba.so"));
    refused("/bin/a").withMessage("/usr/bin/a needs liba.so, which is not there");
  }

  @Test
  void mayBeScriptsOfWhatIsThere() throws Exception {
    script("usr/bin/s", "#! /usr/bin/env -S VALUE=1 run -x\n");
    script("usr/bin/env", "#!/lib/ld.so\n");
    ElfBytes.program("/lib/ld.so").write(host.resolve("usr/bin/run"));
    assertThat(collected("/bin/s"))
        .contains("/usr/bin/env", "/usr/lib/ld.so -> ld-1.so", "/usr/bin/run");
  }

  @Test
  void mayBeOfNoKnownForm() throws Exception {
    script("usr/bin/a", "echo of a shell that reads what execve(2) refuses\n");
    script("usr/bin/b", "#!relative\n");
    assertThat(collected("/bin/a", "/bin/b")).contains("/usr/bin/a", "/usr/bin/b");
  }

  @Test
  void needTheInterpreterOfAScript() throws Exception {
    script("usr/bin/s", "#!/usr/bin/python\n");
    refused("/bin/s").withMessage("/bin/s needs /usr/bin/python, which is not there");
    script("usr/bin/s", "#!/usr/bin/env python\n");
    script("usr/bin/env", "");
    refused("/bin/s").withMessage("/bin/s needs python, which is not there");
    script("usr/bin/s", "#!/usr/bin/s\n");
    refused("/bin/s").withMessage("/usr/bin/s is a script of a script of a script");
  }

  @Test
  void areThereAndExecutable() throws Exception {
    refused("/bin/nothing")
        .withMessage("/bin/nothing is not there")
        .satisfies(fault -> assertThat(fault.help()).contains("`command -v nothing`"));
    Files.createDirectories(host.resolve("usr/bin"));
    Files.writeString(host.resolve("usr/bin/plain"), "x");
    refused("/bin/plain").withMessage("/bin/plain is not executable");
    refused("/bin").withMessage("/bin cannot be taken: it is a folder");
    refused("/bin/plain/x").withMessage("/bin/plain/x is not there");
  }

  @Test
  void areNotReachedByLinksInACircle() throws Exception {
    link("usr/round", "circle");
    link("usr/circle", "/usr/round");
    refused("/usr/round")
        .withMessage("/usr/round cannot be taken: its symbolic links go round in a circle");
  }

  @Test
  void areNotTakenFromAboveTheRoot() throws Exception {
    ElfBytes.program("/lib/ld.so").write(host.resolve("usr/bin/a"));
    link("usr/out", "../../../../bin");
    assertThat(collected("/usr/out/a")).contains("/usr/bin/a", "/usr/out -> ../../../../bin");
  }

  @Test
  void areDamagedAtTimes() throws Exception {
    ElfBytes.program("/lib/ld.so", "liba.so").write(host.resolve("usr/bin/a"));
    Files.write(host.resolve("usr/lib/liba.so"), new byte[] {0x7f, 'E', 'L', 'F'});
    refused("/bin/a").withMessage("/usr/lib/liba.so cannot be taken: its ELF headers are damaged");
  }

  @Test
  void haveAKeyThatChangesWithThem() throws Exception {
    ElfBytes.program("/lib/ld.so").write(host.resolve("usr/bin/a"));
    String key = Programs.collect(List.of("/bin/a"), host).key();
    assertThat(Programs.collect(List.of("/bin/a"), host).key()).isEqualTo(key);
    Files.write(host.resolve("usr/lib/ld-1.so"), ElfBytes.library("libz.so").bytes());
    assertThat(Programs.collect(List.of("/bin/a"), host).key()).isNotEqualTo(key);
  }

  @Test
  void tellWhatTheyAreFoundBy() throws Exception {
    ElfBytes.program("/lib/ld.so", "liba.so").with(29, "/opt").write(host.resolve("usr/bin/a"));
    ElfBytes.library().write(host.resolve("usr/lib/liba.so"));
    assertThat(Programs.collect(List.of("/bin/a"), host).asked())
        .contains("/bin/a", "/lib/ld.so", "/opt/liba.so", "/usr/lib/liba.so", "/etc/ld.so.cache");
  }

  private List<String> collected(String... paths) throws RootException {
    return ((HostContent) Programs.collect(List.of(paths), host))
        .entries().entrySet().stream()
            .map(
                entry ->
                    entry.getValue() instanceof Entry.Link(String target)
                        ? entry.getKey() + " -> " + target
                        : entry.getKey())
            .toList();
  }

  private ThrowableAssertAlternative<RootException> refused(String path) {
    return assertThatExceptionOfType(RootException.class).isThrownBy(() -> collected(path));
  }

  private void link(String path, String target) throws IOException {
    Path link = host.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private void script(String path, String text) throws IOException {
    Path script = host.resolve(path);
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** As dl-cache.h of glibc lays it out, after an older cache that says nothing. */
  private void cache(Map<String, String> libraries) throws IOException {
    ByteBuffer cache = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());
    cache.put(16, "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII));
    cache.putInt(36, libraries.size());
    int entry = 16 + 48;
    int text = 512;
    for (Map.Entry<String, String> library : libraries.entrySet()) {
      cache.putInt(entry + 4, text - 16);
      text = put(cache, text, library.getKey());
      cache.putInt(entry + 8, text - 16);
      text = put(cache, text, library.getValue());
      entry += 24;
    }
    Files.createDirectories(host.resolve("etc"));
    Files.write(host.resolve("etc/ld.so.cache"), cache.array());
  }

  private static int put(ByteBuffer cache, int at, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    cache.put(at, bytes);
    return at + bytes.length;
  }
}
