package dev.cdlc.runtime.root;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.TarEntry;
import dev.cdlc.runtime.archive.TarReader;
import dev.cdlc.runtime.kernel.Errno;
import dev.cdlc.runtime.kernel.FileSyscalls;
import dev.cdlc.runtime.kernel.FileSyscalls.FileTime;
import dev.cdlc.runtime.kernel.SyscallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes the files of archives in a new folder, each through the descriptor of the folder that it is
 * in. What comes later takes the place of what is there. The superuser gives files the owners that
 * the archive says; files of another caller are the caller's own.
 */
final class Unpacker implements AutoCloseable {
  private static final int BUFFER = 128 * 1024;

  /** More than any system has; an archive that has more is made to fill the disk. */
  private static final int MOST_ENTRIES = 8_000_000;

  /** What Linux gives to the numbers of a device, see makedev(3). */
  private static final int MOST_MAJOR = 0xfff;

  private static final int MOST_MINOR = 0xf_ffff;

  /** While a file is written, nobody else opens it. */
  private static final int MODE_WHILE_WRITTEN = 0600;

  private final int root;
  private final FileSyscalls syscalls;
  private final boolean keepsOwners;
  private final FolderAttributes attributes = new FolderAttributes();
  private final OpenFolders folders;
  private final Xattrs xattrs;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER);
  private int entries;
  private int leftOut;

  /**
   * In an open folder, which is empty.
   *
   * @param keepsOwners whether the caller is the superuser
   */
  Unpacker(int root, FileSyscalls syscalls, boolean keepsOwners) throws SyscallException {
    this.root = root;
    this.syscalls = syscalls;
    this.keepsOwners = keepsOwners;
    this.folders = new OpenFolders(root, syscalls, attributes);
    this.xattrs = new Xattrs(syscalls, keepsOwners);
  }

  /** An archive by itself. */
  void unpack(TarReader archive) throws IOException, SyscallException {
    for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
      make(entry.get(), archive);
    }
  }

  /** An archive of changes to what is there. */
  void unpackLayer(TarReader archive) throws IOException, SyscallException {
    var layer = new Layer(folders, syscalls, this::remove);
    for (Optional<TarEntry> entry = archive.next(); entry.isPresent(); entry = archive.next()) {
      if (Layer.isWhiteout(entry.get().name())) {
        layer.whiteOut(entry.get().name());
      } else {
        make(entry.get(), archive).ifPresent(layer::add);
      }
    }
  }

  /** Gives folders what they can have only once all is in them. */
  void finish() throws SyscallException {
    attributes.apply(root, syscalls);
  }

  /** How many device nodes were not made, since the caller may make none. */
  int leftOut() {
    return leftOut;
  }

  /** Where the entry is now; empty for the root itself. */
  private Optional<Place> make(TarEntry entry, TarReader archive)
      throws IOException, SyscallException {
    entries++;
    if (entries > MOST_ENTRIES) {
      throw new ArchiveException("it has more than %d entries".formatted(MOST_ENTRIES));
    }
    Optional<Place> place = folders.place(entry.name());
    if (place.isEmpty()) {
      setRoot(entry);
      return place;
    }
    make(entry, place.get(), archive);
    return place;
  }

  private void make(TarEntry entry, Place place, TarReader archive)
      throws IOException, SyscallException {
    switch (entry.kind()) {
      case TarEntry.Regular regular -> makeFile(entry, regular, place, archive);
      case TarEntry.Folder() -> makeFolder(entry, place);
      case TarEntry.HardLink(var target) -> link(entry, target, place);
      case TarEntry.SymbolicLink(var target) -> {
        if (target.isEmpty()) {
          throw refused(entry, "is a link to nothing");
        }
        replacing(place, () -> syscalls.symlinkat(target, place.parent(), place.name()));
        own(entry, place);
        syscalls.utimensat(place.parent(), place.name(), time(entry));
      }
      case TarEntry.Fifo() -> makeNode(entry, place, FileSyscalls.S_IFIFO, 0, 0);
      case TarEntry.Device device -> makeDevice(entry, device, place);
    }
  }

  /** A call that fails with EEXIST where something is there. */
  private interface Making {
    void make() throws SyscallException;
  }

  private void replacing(Place place, Making making) throws SyscallException {
    try {
      making.make();
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
      remove(place);
      making.make();
    }
  }

  private void remove(Place place) throws SyscallException {
    new Removal(syscalls).remove(place.parent(), place.name());
    attributes.forget(place.path());
    folders.forget(place);
  }

  private void makeFile(TarEntry entry, TarEntry.Regular regular, Place place, TarReader archive)
      throws IOException, SyscallException {
    int[] fd = new int[1];
    replacing(
        place, () -> fd[0] = syscalls.create(place.parent(), place.name(), MODE_WHILE_WRITTEN));
    try {
      write(fd[0], regular, archive);
      if (keepsOwners) {
        syscalls.fchown(fd[0], entry.uid(), entry.gid());
      }
      // After the owner, whose change takes set-user-ID bits and capabilities away.
      syscalls.fchmod(fd[0], entry.mode());
      xattrs.set(fd[0], entry.xattrs());
      syscalls.futimens(fd[0], time(entry));
    } finally {
      syscalls.close(fd[0]);
    }
  }

  private void write(int fd, TarEntry.Regular regular, TarReader archive)
      throws IOException, SyscallException {
    long end = 0;
    for (TarEntry.Segment segment : regular.segments()) {
      long at = segment.offset();
      end = at + segment.length();
      while (at < end) {
        int count = archive.read(buffer, 0, (int) Math.min(BUFFER, end - at));
        syscalls.pwrite(fd, direct.clear().put(buffer, 0, count).flip(), at);
        at += count;
      }
    }
    if (end < regular.size()) {
      syscalls.ftruncate(fd, regular.size());
    }
  }

  private void makeFolder(TarEntry entry, Place place) throws SyscallException {
    int fd = openFolder(place);
    try {
      if (keepsOwners) {
        syscalls.fchown(fd, entry.uid(), entry.gid());
      }
      xattrs.set(fd, entry.xattrs());
    } finally {
      syscalls.close(fd);
    }
    attributes.set(place.path(), entry.mode(), time(entry));
  }

  /** A folder stays with what is in it; anything else gives way. */
  private int openFolder(Place place) throws SyscallException {
    try {
      return newFolder(place);
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EEXIST)) {
        throw e;
      }
    }
    try {
      return syscalls.openFolder(place.parent(), place.name());
    } catch (SyscallException e) {
      remove(place);
      return newFolder(place);
    }
  }

  private int newFolder(Place place) throws SyscallException {
    syscalls.mkdirat(place.parent(), place.name(), FolderAttributes.MODE_WHILE_UNPACKED);
    return syscalls.openFolder(place.parent(), place.name());
  }

  private void setRoot(TarEntry entry) throws ArchiveException, SyscallException {
    if (!(entry.kind() instanceof TarEntry.Folder)) {
      throw refused(entry, "would take the place of the root");
    }
    int fd = syscalls.openFolder(root, ".");
    try {
      if (keepsOwners) {
        syscalls.fchown(fd, entry.uid(), entry.gid());
      }
      xattrs.set(fd, entry.xattrs());
    } finally {
      syscalls.close(fd);
    }
    attributes.set("", entry.mode(), time(entry));
  }

  private void link(TarEntry entry, String target, Place place)
      throws ArchiveException, SyscallException {
    Optional<Place> source = folders.find(target);
    if (source.isEmpty() || source.get().path().equals(place.path())) {
      throw noSuchTarget(entry, target);
    }
    try {
      replacing(
          place,
          () ->
              syscalls.linkat(
                  source.get().parent(), source.get().name(), place.parent(), place.name()));
    } catch (SyscallException e) {
      // EPERM: it is a folder.
      if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.EPERM)) {
        throw noSuchTarget(entry, target);
      }
      throw e;
    }
  }

  private static ArchiveException noSuchTarget(TarEntry entry, String target) {
    return refused(
        entry,
        "is a hard link to `%s`, which is no file that came before it"
            .formatted(TarEntry.readable(target)));
  }

  private void makeDevice(TarEntry entry, TarEntry.Device device, Place place)
      throws ArchiveException, SyscallException {
    if (device.major() > MOST_MAJOR || device.minor() > MOST_MINOR) {
      throw refused(
          entry, "is the device %d:%d, which is none".formatted(device.major(), device.minor()));
    }
    int type =
        switch (device.type()) {
          case CHARACTER -> FileSyscalls.S_IFCHR;
          case BLOCK -> FileSyscalls.S_IFBLK;
        };
    try {
      makeNode(entry, place, type, device.major(), device.minor());
    } catch (SyscallException e) {
      if (!e.errno().equals(Errno.EPERM)) {
        throw e;
      }
      // The container has a /dev of its own, so that it hardly misses them.
      leftOut++;
    }
  }

  private void makeNode(TarEntry entry, Place place, int type, int major, int minor)
      throws SyscallException {
    replacing(
        place,
        () ->
            syscalls.mknodat(
                place.parent(), place.name(), type | MODE_WHILE_WRITTEN, major, minor));
    own(entry, place);
    syscalls.fchmodat(place.parent(), place.name(), entry.mode());
    syscalls.utimensat(place.parent(), place.name(), time(entry));
  }

  private void own(TarEntry entry, Place place) throws SyscallException {
    if (keepsOwners) {
      syscalls.fchownat(place.parent(), place.name(), entry.uid(), entry.gid());
    }
  }

  private static FileTime time(TarEntry entry) {
    return new FileTime(entry.seconds(), entry.nanoseconds());
  }

  private static ArchiveException refused(TarEntry entry, String what) {
    return new ArchiveException(
        "its entry `%s` %s".formatted(TarEntry.readable(entry.name()), what));
  }

  @Override
  public void close() throws SyscallException {
    folders.close();
  }
}
