package dev.cdlc.compiler.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The options of those file systems that containers mount as a rule, beside the ones that {@link
 * MountOption} has for all; one that ends in {@code =} takes a value. Complete for Linux 6.18.
 * Sources: the kernel's Documentation/filesystems (tmpfs.rst, proc.rst, devpts.rst, overlayfs.rst)
 * with fs/ramfs/inode.c, and admin-guide/cgroup-v2.rst; mount(8) for the labels of SELinux.
 */
public final class FilesystemOptions {
  /** What is said of a mount that shows what is mounted elsewhere. */
  public static final String BIND = "bind";

  public static final String TMPFS = "tmpfs";

  private static final List<String> LABELS =
      List.of("context=", "fscontext=", "defcontext=", "rootcontext=");

  private static final List<String> OF_TMPFS =
      List.of(
          "size=",
          "nr_blocks=",
          "nr_inodes=",
          "mode=",
          "uid=",
          "gid=",
          "mpol=",
          "huge=",
          "inode32",
          "inode64",
          "noswap",
          "quota",
          "usrquota",
          "grpquota",
          "usrquota_block_hardlimit=",
          "usrquota_inode_hardlimit=",
          "grpquota_block_hardlimit=",
          "grpquota_inode_hardlimit=",
          "casefold",
          "casefold=",
          "strict_encoding");

  private static final List<String> OF_OVERLAY =
      List.of(
          "lowerdir=",
          "lowerdir+=",
          "datadir+=",
          "upperdir=",
          "workdir=",
          "default_permissions",
          "redirect_dir=",
          "index=",
          "uuid=",
          "nfs_export=",
          "xino=",
          "metacopy=",
          "verity=",
          "volatile",
          "userxattr",
          "override_creds",
          "nooverride_creds");

  private static final List<String> OF_CGROUP2 =
      List.of(
          "nsdelegate",
          "favordynmods",
          "nofavordynmods",
          "memory_localevents",
          "memory_recursiveprot",
          "memory_hugetlb_accounting",
          "pids_localevents");

  private static final Map<String, List<String>> BY_TYPE =
      Map.ofEntries(
          Map.entry(BIND, List.of()),
          Map.entry(TMPFS, OF_TMPFS),
          Map.entry("overlay", OF_OVERLAY),
          Map.entry("cgroup2", OF_CGROUP2),
          Map.entry("proc", List.of("hidepid=", "gid=", "subset=", "pidns=")),
          Map.entry("devpts", List.of("uid=", "gid=", "mode=", "ptmxmode=", "newinstance", "max=")),
          Map.entry("ramfs", List.of("mode=")),
          Map.entry("sysfs", List.of()),
          Map.entry("mqueue", List.of()),
          Map.entry("cgroup", List.of()));

  private FilesystemOptions() {}

  /** Whether all options of a type are listed here. */
  public static boolean knows(String type) {
    return BY_TYPE.containsKey(type);
  }

  /** Whether a word, with its value if it takes one, is an option that a type has of its own. */
  public static boolean has(String type, String word) {
    int equals = word.indexOf('=');
    return of(type).contains(equals < 0 ? word : word.substring(0, equals + 1));
  }

  /** All words that may be options of a mount of a type, as far as they are known. */
  public static List<String> words(String type) {
    return joined(MountOption.wordsFor(type), of(type));
  }

  /** A bind passes nothing on to a file system. */
  private static List<String> of(String type) {
    return type.equals(BIND) ? List.of() : joined(BY_TYPE.getOrDefault(type, List.of()), LABELS);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
