package dev.cdlc.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class LinuxSyscallsTest {
  private static final Set<LockOperation> TRY =
      EnumSet.of(LockOperation.LOCK_NB, LockOperation.LOCK_EX);

  private final Syscalls syscalls = new LinuxSyscalls();

  @Test
  void failureReadsAsStracePrintsIt() {
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> syscalls.kill(Integer.MAX_VALUE, Signal.SIGKILL))
        .withMessage("kill(2147483647, SIGKILL) = -1 ESRCH")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ESRCH));
  }

  @Test
  void signalReachesTheProcessThatWasOpened() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try (Descriptor opened = syscalls.pidfdOpen(process.pid())) {
      syscalls.pidfdSendSignal(opened.fd(), new Signal(15));
      assertThat(process.waitFor()).isEqualTo(128 + 15);
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(() -> syscalls.pidfdSendSignal(opened.fd(), new Signal(15)))
          .withMessage("pidfd_send_signal(%d, SIGTERM, NULL, 0) = -1 ESRCH".formatted(opened.fd()));
    }
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> syscalls.pidfdOpen(Integer.MAX_VALUE))
        .withMessage("pidfd_open(2147483647, 0) = -1 ESRCH");
  }

  @Test
  void unknownErrnoIsPrintedByNumber() {
    assertThat(new Errno(4095)).hasToString("errno 4095");
  }

  @Test
  void lockExcludesAnotherOpenOfTheSameFolder(@TempDir Path folder) throws SyscallException {
    try (Descriptor one = syscalls.openDirectory(folder);
        Descriptor other = syscalls.openDirectory(folder)) {
      syscalls.flock(one.fd(), TRY);
      assertThatExceptionOfType(SyscallException.class)
          .isThrownBy(() -> syscalls.flock(other.fd(), TRY))
          .withMessage("flock(%d, LOCK_EX|LOCK_NB) = -1 EAGAIN", other.fd());
    }
  }

  @Test
  void closeEndsTheLock(@TempDir Path folder) throws SyscallException {
    try (Descriptor one = syscalls.openDirectory(folder)) {
      syscalls.flock(one.fd(), TRY);
    }
    try (Descriptor other = syscalls.openDirectory(folder)) {
      syscalls.flock(other.fd(), TRY);
    }
  }

  @Test
  void directoryIsNotOpenedThroughSymbolicLink(@TempDir Path folder) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> syscalls.openDirectory(link))
        .withMessageContaining("O_NOFOLLOW")
        .withMessageEndingWith("= -1 ENOTDIR");
  }

  @Test
  void rmdirRemovesOnlyAnEmptyFolder(@TempDir Path folder) throws Exception {
    Path outer = Files.createDirectory(folder.resolve("outer"));
    Path inner = Files.createDirectory(outer.resolve("inner"));
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> syscalls.rmdir(outer))
        .withMessage("rmdir(\"%s\") = -1 ENOTEMPTY", outer);
    syscalls.rmdir(inner);
    assertThat(inner).doesNotExist();
  }

  @Test
  void statfsNamesTheFileSystem() throws SyscallException {
    long procSuperMagic = 0x9fa0;
    assertThat(syscalls.statfsType(Path.of("/proc"))).isEqualTo(procSuperMagic);
  }

  @Test
  void unameAgreesWithProc() throws Exception {
    var name = syscalls.uname();
    assertThat(name.release())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
    assertThat(name.machine()).isIn("x86_64", "aarch64");
  }

  @Test
  void capabilitiesAgreeWithProc() throws Exception {
    String status = Files.readString(Path.of("/proc/self/status"));
    var sets = syscalls.capget();
    assertThat(status)
        .contains("CapEff:\t%016x\n".formatted(sets.effective()))
        .contains("CapPrm:\t%016x\n".formatted(sets.permitted()))
        .contains("CapInh:\t%016x\n".formatted(sets.inheritable()));
  }

  @Test
  void effectiveUserOwnsOurProcess() throws Exception {
    int owner = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assertThat(syscalls.geteuid()).isEqualTo(owner);
  }

  @Test
  void attributeIsReadAsItIs(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    var attributes = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("user"));
    attributes.write("cdlc", ByteBuffer.wrap(new byte[] {1, 0, 3}));
    assertThat(syscalls.getxattr(file, "user.cdlc")).containsExactly(1, 0, 3);
  }

  @Test
  void attributeThatIsNotThereIsAnError(@TempDir Path folder) {
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(() -> syscalls.getxattr(folder.resolve("gone"), "user.cdlc"))
        .withMessage("getxattr(\"%s/gone\", \"user.cdlc\", ..., 64) = -1 ENOENT".formatted(folder));
  }

  @Test
  void landlockHasAVersionOrAReason() {
    try {
      assertThat(syscalls.landlockAbi()).isPositive();
    } catch (SyscallException e) {
      assertThat(e).hasMessageStartingWith("landlock_create_ruleset(NULL, 0, ");
    }
  }
}
