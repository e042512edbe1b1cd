package dev.cdlc.compiler.registry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mount options that belong to one mount rather than to its file system. Source: OCI runtime
 * specification 1.3, config.md, "Linux mount options"; those with {@code r} in front hold for the
 * mounts below too.
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
  BIND("bind", Aspect.DEPTH),
  RBIND("rbind", Aspect.DEPTH);

  private static final Map<String, MountOption> BY_WORD = new HashMap<>();

  static {
    for (MountOption option : values()) {
      BY_WORD.put(option.word, option);
    }
  }

  private final String word;
  private final Aspect aspect;

  MountOption(String word, Aspect aspect) {
    this.word = word;
    this.aspect = aspect;
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

  /** The words of all options that decide anything but how deep a bind goes. */
  static List<String> wordsForAnyMount() {
    return Arrays.stream(values())
        .filter(option -> option.aspect != Aspect.DEPTH)
        .map(MountOption::word)
        .toList();
  }

  static List<String> wordsForBinds() {
    return Arrays.stream(values()).map(MountOption::word).toList();
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
    DEPTH
  }
}
