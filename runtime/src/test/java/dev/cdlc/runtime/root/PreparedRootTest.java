package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.Syscalls;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedRootTest {
  private static final Syscalls SYSCALLS = new LinuxSyscalls();

  @TempDir private Path host;
  @TempDir private Path bundle;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  @BeforeEach
  void hasAProgram() throws IOException {
    Path program = Files.writeString(host.resolve("su"), "a program");
    Files.setAttribute(program, "unix:mode", 04755);
    entries.put("/bin", new Entry.Folder());
    entries.put("/bin/su", new Entry.Copy(program, Entry.Identity.of(program)));
    entries.put("/sbin", new Entry.Link("bin"));
    entries.put("/tmp", new Entry.Folder());
  }

  @Test
  void hasWhatItsContentSays() throws Exception {
    prepare();
    assertThat(rootfs().resolve("sbin/su")).hasContent("a program");
    assertThat(Files.getAttribute(rootfs().resolve("bin/su"), "unix:mode")).isEqualTo(0100755);
    assertThat(Files.getAttribute(rootfs().resolve("tmp"), "unix:mode")).isEqualTo(041777);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rootfs())))
        .isEqualTo("rwxr-xr-x");
    assertThat(bundle.resolve(".cdlc/.gitignore")).hasContent("*");
  }

  @Test
  void isMadeOnce() throws Exception {
    prepare();
    Files.writeString(rootfs().resolve("left"), "by a mount");
    prepare();
    assertThat(rootfs().resolve("left")).exists();
  }

  @Test
  void isMadeAnewBesideTheOneBefore() throws Exception {
    prepare();
    entries.put("/srv", new Entry.Folder());
    prepare();
    entries.put("/opt", new Entry.Folder());
    prepare();
    assertThat(names()).containsExactly("lock", "rootfs", "rootfs.1", "rootfs.2", "rootfs.key");
    assertThat(rootfs().resolve("opt")).isDirectory();
    assertThat(bundle.resolve(".cdlc/web/rootfs.1/srv")).doesNotExist();
  }

  @Test
  void isMadeAnewWhereItIsUnfinished() throws Exception {
    Path unfinished = Files.createDirectories(bundle.resolve(".cdlc/web/unfinished/bin"));
    Files.createSymbolicLink(unfinished.resolve("out"), host);
    prepare();
    Files.delete(bundle.resolve(".cdlc/web/rootfs.key"));
    prepare();
    assertThat(names()).containsExactly("lock", "rootfs", "rootfs.1", "rootfs.key");
    assertThat(host.resolve("su")).exists();
  }

  @Test
  void leavesNothingWhereAFileChanges() throws Exception {
    Path program = Files.writeString(host.resolve("su"), "another");
    refused().withMessage(program + " changed while it was copied");
    assertThat(names()).containsExactly("lock");
  }

  @Test
  void leavesNothingWhereAFileCannotBeRead() throws Exception {
    Path program = host.resolve("su");
    Files.delete(program);
    refused()
        .withMessage(
            "the root cannot be made in %s: there is no %s", bundle.resolve(".cdlc"), program)
        .satisfies(fault -> assertThat(fault.help()).startsWith("it is made beside the .cdl file"));
    assertThat(names()).containsExactly("lock");
  }

  @Test
  void isNotMadeThroughALink() throws Exception {
    Files.createSymbolicLink(bundle.resolve(".cdlc"), host);
    refused().withMessageContaining(".cdlc is not a folder that can be opened");
    assertThat(host.resolve("web")).doesNotExist();
  }

  @Test
  void isNotMadeWhereOthersMayWrite() throws Exception {
    Files.createDirectory(bundle.resolve(".cdlc"));
    for (String mode : List.of("rwxrwxr-x", "rwxr-xrwx")) {
      Files.setPosixFilePermissions(bundle.resolve(".cdlc"), PosixFilePermissions.fromString(mode));
      refused().withMessageMatching("others may write to .*\\.cdlc");
    }
  }

  @Test
  void isNotMadeInTheFolderOfAnotherUser() throws Exception {
    long self = SYSCALLS.geteuid();
    Syscalls another = as(self + 1);
    assertThatExceptionOfType(RootException.class)
        .isThrownBy(
            () -> PreparedRoot.prepare(new HostContent(entries, List.of()), bundle, "web", another))
        .withMessageMatching(".*\\.cdlc belongs to the user " + self);
  }

  private void prepare() throws RootException {
    PreparedRoot.prepare(new HostContent(entries, List.of()), bundle, "web", SYSCALLS);
  }

  private ThrowableAssertAlternative<RootException> refused() {
    return assertThatExceptionOfType(RootException.class).isThrownBy(this::prepare);
  }

  /** The calls as another user would make them: only who calls is not true. */
  private static Syscalls as(long user) {
    return (Syscalls)
        Proxy.newProxyInstance(
            Syscalls.class.getClassLoader(),
            new Class<?>[] {Syscalls.class},
            (_, method, arguments) ->
                method.getName().equals("geteuid") ? user : method.invoke(SYSCALLS, arguments));
  }

  private Path rootfs() {
    return bundle.resolve(".cdlc/web/rootfs");
  }

  private List<String> names() throws IOException {
    try (var children = Files.list(bundle.resolve(".cdlc/web"))) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
