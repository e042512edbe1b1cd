package dev.cdlc.compiler.registry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mount options that mean the same for every file system. Source: OCI runtime specification
 * 1.3, config.md, "Linux mount options"; those with {@code r} in front hold for the mounts below
 * too.
 */
public enum MountOption {
  RO("ro", Aspect.ACCESS),
  RW("rw", Aspect.ACCESS),
  RRO("rro", Aspect.ACCESS_BELOW),
  RRW("rrw", Aspect.ACCESS_BELOW),
  SUID("suid", Aspect.SUID),
  NOSUID("nosuid", Aspect.SUID),
  RSUID("rsuid", Aspect.SUID_BELOW),
  RNOSUID("rnosuid", Aspect.SUID_BELOW),
  DEV("dev", Aspect.DEV),
  NODEV("nodev", Aspect.DEV),
  RDEV("rdev", Aspect.DEV_BELOW),
  RNODEV("rnodev", Aspect.DEV_BELOW),
  EXEC("exec", Aspect.EXEC),
  NOEXEC("noexec", Aspect.EXEC),
  REXEC("rexec", Aspect.EXEC_BELOW),
  RNOEXEC("rnoexec", Aspect.EXEC_BELOW),
  ATIME("atime", Aspect.ATIME),
  NOATIME("noatime", Aspect.ATIME),
  RATIME("ratime", Aspect.ATIME_BELOW),
  RNOATIME("rnoatime", Aspect.ATIME_BELOW),
  DIRATIME("diratime", Aspect.DIRATIME),
  NODIRATIME("nodiratime", Aspect.DIRATIME),
  RDIRATIME("rdiratime", Aspect.DIRATIME_BELOW),
  RNODIRATIME("rnodiratime", Aspect.DIRATIME_BELOW),
  RELATIME("relatime", Aspect.RELATIME),
  NORELATIME("norelatime", Aspect.RELATIME),
  RRELATIME("rrelatime", Aspect.RELATIME_BELOW),
  RNORELATIME("rnorelatime", Aspect.RELATIME_BELOW),
  STRICTATIME("strictatime", Aspect.STRICTATIME),
  NOSTRICTATIME("nostrictatime", Aspect.STRICTATIME),
  RSTRICTATIME("rstrictatime", Aspect.STRICTATIME_BELOW),
  RNOSTRICTATIME("rnostrictatime", Aspect.STRICTATIME_BELOW),
  SYMFOLLOW("symfollow", Aspect.SYMFOLLOW),
  NOSYMFOLLOW("nosymfollow", Aspect.SYMFOLLOW),
  RSYMFOLLOW("rsymfollow", Aspect.SYMFOLLOW_BELOW),
  RNOSYMFOLLOW("rnosymfollow", Aspect.SYMFOLLOW_BELOW),
  PRIVATE("private", Aspect.PROPAGATION),
  RPRIVATE("rprivate", Aspect.PROPAGATION),
  SHARED("shared", Aspect.PROPAGATION),
  RSHARED("rshared", Aspect.PROPAGATION),
  SLAVE("slave", Aspect.PROPAGATION),
  RSLAVE("rslave", Aspect.PROPAGATION),
  UNBINDABLE("unbindable", Aspect.PROPAGATION),
  RUNBINDABLE("runbindable", Aspect.PROPAGATION),
  DEFAULTS("defaults", Aspect.DEFAULTS),
  REMOUNT("remount", Aspect.REMOUNT),
  IDMAP("idmap", Aspect.IDS),
  RIDMAP("ridmap", Aspect.IDS),
  BIND("bind", Aspect.DEPTH, Reach.BIND),
  RBIND("rbind", Aspect.DEPTH, Reach.BIND),
  TMPCOPYUP("tmpcopyup", Aspect.CONTENT, Reach.TMPFS),
  ASYNC("async", Aspect.SYNC, Reach.FILE_SYSTEM),
  SYNC("sync", Aspect.SYNC, Reach.FILE_SYSTEM),
  DIRSYNC("dirsync", Aspect.DIRSYNC, Reach.FILE_SYSTEM),
  LAZYTIME("lazytime", Aspect.LAZYTIME, Reach.FILE_SYSTEM),
  NOLAZYTIME("nolazytime", Aspect.LAZYTIME, Reach.FILE_SYSTEM),
  IVERSION("iversion", Aspect.IVERSION, Reach.FILE_SYSTEM),
  NOIVERSION("noiversion", Aspect.IVERSION, Reach.FILE_SYSTEM),
  MAND("mand", Aspect.MAND, Reach.FILE_SYSTEM),
  NOMAND("nomand", Aspect.MAND, Reach.FILE_SYSTEM),
  LOUD("loud", Aspect.NOISE, Reach.FILE_SYSTEM),
  SILENT("silent", Aspect.NOISE, Reach.FILE_SYSTEM);

  private static final Map<String, MountOption> BY_WORD = new HashMap<>();

  static {
    for (MountOption option : values()) {
      BY_WORD.put(option.word, option);
    }
  }

  private final String word;
  private final Aspect aspect;
  private final Reach reach;

  MountOption(String word, Aspect aspect) {
    this(word, aspect, Reach.MOUNT);
  }

  MountOption(String word, Aspect aspect, Reach reach) {
    this.word = word;
    this.aspect = aspect;
    this.reach = reach;
  }

  /** The option that is written so, if there is one. */
  public static Optional<MountOption> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** As config.md writes it. */
  public String word() {
    return word;
  }

  /** What the option decides. */
  public Aspect aspect() {
    return aspect;
  }

  /** Whether the option changes anything about what a mount of that type shows. */
  public boolean concerns(String type) {
    return switch (reach) {
      case MOUNT -> true;
      case BIND -> type.equals(FilesystemOptions.BIND);
      case TMPFS -> type.equals(FilesystemOptions.TMPFS);
      case FILE_SYSTEM -> !type.equals(FilesystemOptions.BIND);
    };
  }

  /** Which mounts it concerns. */
  public Reach reach() {
    return reach;
  }

  /** The words of the options that concern mounts of a type. */
  static List<String> wordsFor(String type) {
    return Arrays.stream(values())
        .filter(option -> option.concerns(type))
        .map(MountOption::word)
        .toList();
  }

  /** What an option is a property of. */
  public enum Reach {
    MOUNT("it concerns a mount of whatever type"),
    BIND("it shows what the host has, as the statement `bind` does"),
    TMPFS("it concerns a tmpfs, and what that covers"),
    FILE_SYSTEM("it concerns a whole file system; a bind shows one that is mounted already");

    private final String doc;

    Reach(String doc) {
      this.doc = doc;
    }

    /** One clause about the option. */
    public String doc() {
      return doc;
    }
  }

  /** What an option decides: two options of one aspect contradict or repeat each other. */
  public enum Aspect {
    ACCESS,
    ACCESS_BELOW,
    SUID,
    SUID_BELOW,
    DEV,
    DEV_BELOW,
    EXEC,
    EXEC_BELOW,
    ATIME,
    ATIME_BELOW,
    DIRATIME,
    DIRATIME_BELOW,
    RELATIME,
    RELATIME_BELOW,
    STRICTATIME,
    STRICTATIME_BELOW,
    SYMFOLLOW,
    SYMFOLLOW_BELOW,
    PROPAGATION,
    DEFAULTS,
    REMOUNT,
    IDS,
    DEPTH,
    CONTENT,
    SYNC,
    DIRSYNC,
    LAZYTIME,
    IVERSION,
    MAND,
    NOISE
  }
}
