package dev.cdlc.runtime.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.runtime.archive.TarBytes;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.LinuxFileSyscalls;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What unpacking asks of the kernel, and what it makes of its answers. */
class UnpackedContentTest {
  /** Calls that need root, which here do nothing. */
  private static final List<String> OF_ROOT = List.of("fchown", "fchownat", "mknodat", "fchmodat");

  @TempDir private Path bundle;
  private final TarBytes tar = new TarBytes();
  private final Map<String, Errno> failures = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Integer> leftOut = new ArrayList<>();
  private long expected;
  private long read;
  private boolean ended;

  @Test
  void aFullDiskIsSaidAndNothingStays() throws Exception {
    tar.folder("d").file("d/a", "content");
    for (Errno full : new Errno[] {Errno.ENOSPC, Errno.EDQUOT}) {
      failures.put("pwrite", full);
      refused(false).hasMessage("there is no room to unpack fs.tar");
      assertThat(names()).containsExactly("lock");
    }
    failures.clear();
    failures.put("mkdirat", Errno.ENOSPC);
    refused(false).hasMessage("there is no room to unpack fs.tar");
    assertThat(ended).isTrue();
  }

  @Test
  void ownersAreTheArchivesForRootAlone() throws Exception {
    tar.owner(7, 8).folder("./").folder("d").file("f", "").symlink("s", "f");
    prepare(true);
    assertThat(calls.stream().filter(call -> call.startsWith("fchown")))
        .hasSize(4)
        .allMatch(call -> call.endsWith(" 7 8"));
    calls.clear();
    Files.delete(bundle.resolve(".cdlc/web/rootfs.key"));
    prepare(false);
    assertThat(calls).noneMatch(call -> call.startsWith("fchown"));
  }

  @Test
  void modeAndCapabilitiesComeAfterTheOwner() throws Exception {
    tar.mode(04755).pax("SCHILY.xattr.security.capability=x").file("ping", "");
    prepare(true);
    assertThat(calls.stream().map(call -> call.split(" ", -1)[0]).toList())
        .containsSubsequence("create", "fchown", "fchmod", "fsetxattr", "futimens", "close");
  }

  @Test
  void attributesThatAreNotForContainersAreLeftOut() throws Exception {
    tar.pax(
            "SCHILY.xattr.security.capability=x",
            "SCHILY.xattr.security.selinux=x",
            "SCHILY.xattr.trusted.overlay.redirect=x",
            "SCHILY.xattr.user.overlay.redirect=x",
            "SCHILY.xattr.user.note=x")
        .file("f", "");
    prepare(false);
    assertThat(calls.stream().filter(call -> call.startsWith("fsetxattr")))
        .hasSize(1)
        .allMatch(call -> call.contains(" user.note "));
  }

  @Test
  void attributesThatTheFileSystemLacksAreMissedOnlyIfPrivilegesAre() throws Exception {
    failures.put("fsetxattr", Errno.EOPNOTSUPP);
    tar.pax("SCHILY.xattr.user.note=x").file("f", "");
    prepare(true);
    tar.pax("SCHILY.xattr.security.capability=x").file("g", "");
    refused(true)
        .hasMessageMatching("fs.tar cannot be unpacked: fsetxattr\\(.*\\) = -1 EOPNOTSUPP");
  }

  @Test
  void devicesAreLeftOutWhereTheCallerMayMakeNone() throws Exception {
    tar.device('3', "null", 1, 3).device('4', "sda", 8, 0).file("f", "");
    failures.put("mknodat", Errno.EPERM);
    prepare(false);
    assertThat(leftOut).containsExactly(2);
    assertThat(bundle.resolve(".cdlc/web/rootfs/f")).exists();
    failures.put("mknodat", Errno.EBUSY);
    Files.delete(bundle.resolve(".cdlc/web/rootfs.key"));
    refused(false).hasMessageContaining("mknodat(");
  }

  @Test
  void anOwnerThatIsNoneIsExplained() throws Exception {
    tar.file("f", "");
    failures.put("fchown", Errno.EINVAL);
    refused(true)
        .isInstanceOfSatisfying(
            RootException.class, fault -> assertThat(fault.help()).contains("user namespace"));
  }

  @Test
  void otherFailuresAreAsTheKernelSaysThem() {
    tar.folder("d").file("d/f", "").symlink("s", "x").hardLink("h", "d/f");
    for (String call : List.of("create", "symlinkat", "linkat", "openInRoot", "fchmod", "pathOf")) {
      failures.clear();
      failures.put(call, Errno.EBUSY);
      refused(false).hasMessageContaining("= -1 EBUSY");
    }
  }

  @Test
  void whoListensHearsHowFarItIs() throws Exception {
    tar.file("f", "x".repeat(5000));
    prepare(false);
    assertThat(expected).isEqualTo(tar.bytes().length);
    assertThat(read).isEqualTo(expected);
    assertThat(leftOut).isEmpty();
  }

  private AbstractThrowableAssert<?, ?> refused(boolean superuser) {
    return assertThatThrownBy(() -> prepare(superuser)).isInstanceOf(RootException.class);
  }

  private void prepare(boolean superuser) throws RootException {
    var source =
        new UnpackedContent.Source(
            "fs.tar",
            List.of(Integer.toString(tar.bytes().length)),
            List.of(),
            false,
            List.of(new InMemory(tar.bytes().clone())));
    PreparedRoot.prepare(
        new UnpackedContent(source, superuser, this::syscalls, listener()),
        bundle,
        "web",
        new LinuxSyscalls());
  }

  private static final class InMemory implements UnpackedContent.Archive {
    private final byte[] archive;

    InMemory(byte[] archive) {
      this.archive = archive;
    }

    @Override
    public long size() {
      return archive.length;
    }

    @Override
    public InputStream open(LongConsumer read) {
      return new UnpackedContent.Counted(new ByteArrayInputStream(archive), read);
    }
  }

  private UnpackListener listener() {
    return new UnpackListener() {
      @Override
      public void expect(long bytes) {
        expected = bytes;
      }

      @Override
      public void step(long bytes) {
        read += bytes;
      }

      @Override
      public void end() {
        ended = true;
      }

      @Override
      public void leftOut(int devices) {
        leftOut.add(devices);
      }
    };
  }

  /** The kernel's own, but for what fails, and for what needs root. */
  private FileSyscalls syscalls() {
    var real = new LinuxFileSyscalls();
    return (FileSyscalls)
        Proxy.newProxyInstance(
            FileSyscalls.class.getClassLoader(),
            new Class<?>[] {FileSyscalls.class},
            (_, method, arguments) -> {
              var call = new StringBuilder(method.getName());
              for (Object argument : arguments) {
                call.append(' ').append(argument);
              }
              calls.add(call.toString());
              Errno failure = failures.get(method.getName());
              if (failure != null) {
                throw new SyscallException(method.getName() + "(...)", failure);
              }
              if (OF_ROOT.contains(method.getName()) || call.toString().startsWith("fsetxattr")) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<String> names() throws IOException {
    try (var children = Files.list(bundle.resolve(".cdlc/web"))) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }
}
