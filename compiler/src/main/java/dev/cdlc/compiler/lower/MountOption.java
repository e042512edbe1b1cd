package dev.cdlc.compiler.lower;

import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Propagation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one word among a mount's options does. Source: the table in runtime-spec config.md, "Linux
 * mount options".
 */
sealed interface MountOption {
  /** Turns an attribute on. */
  record Set(MountAttribute attribute) implements MountOption {}

  /** Turns an attribute off. */
  record Clear(MountAttribute attribute) implements MountOption {}

  /** Updates access times as relatime does, which is what a mount does without being told. */
  record Relatime() implements MountOption {}

  /** Binds {@code source}, or a tree. */
  record Bind(boolean recursive) implements MountOption {}

  /** Sets the propagation of the mount, or of a tree. */
  record Propagate(Propagation propagation, boolean recursive) implements MountOption {}

  /** Says what holds anyway, or what no system call asks for any more. */
  record Nothing() implements MountOption {}

  /** That ids are mapped; in the mounts below too if recursive. */
  record MapIds(boolean recursive) implements MountOption {}

  /** Fills a tmpfs with a copy of what the root has in its place. */
  record CopyUp() implements MountOption {}

  /** What no plan can do yet. */
  record Beyond(String word) implements MountOption {}

  /** The file system's own, or one that concerns a whole file system. */
  record Parameter(FsOption option) implements MountOption {}

  static MountOption of(String word) {
    MountOption known = Table.WORDS.get(word);
    return known != null ? known : new Parameter(parameter(word));
  }

  private static FsOption parameter(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? new FsOption(word, Optional.empty())
        : new FsOption(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
  }

  /** The words of config.md's table; those with {@code r} before them mean a tree. */
  final class Table {
    private static final Map<String, MountOption> WORDS = new HashMap<>();

    static {
      attribute(MountAttribute.RDONLY, "ro", "rw");
      attribute(MountAttribute.NOSUID, "nosuid", "suid");
      attribute(MountAttribute.NODEV, "nodev", "dev");
      attribute(MountAttribute.NOEXEC, "noexec", "exec");
      attribute(MountAttribute.NOATIME, "noatime", "atime");
      attribute(MountAttribute.STRICTATIME, "strictatime", "nostrictatime");
      attribute(MountAttribute.NODIRATIME, "nodiratime", "diratime");
      attribute(MountAttribute.NOSYMFOLLOW, "nosymfollow", "symfollow");
      tree("relatime", new Relatime());
      tree("norelatime", new Relatime());
      for (Propagation propagation : Propagation.values()) {
        String word = propagation.name().toLowerCase(Locale.ROOT);
        WORDS.put(word, new Propagate(propagation, false));
        WORDS.put("r" + word, new Propagate(propagation, true));
      }
      WORDS.put("bind", new Bind(false));
      WORDS.put("rbind", new Bind(true));
      for (String word : new String[] {"defaults", "loud", "silent", "iversion", "noiversion"}) {
        WORDS.put(word, new Nothing());
      }
      WORDS.put("idmap", new MapIds(false));
      WORDS.put("ridmap", new MapIds(true));
      WORDS.put("tmpcopyup", new CopyUp());
      WORDS.put("remount", new Beyond("remount"));
    }

    private Table() {}

    /** The words that a plan can do something about. */
    static List<String> known() {
      return WORDS.entrySet().stream()
          .filter(word -> !(word.getValue() instanceof Beyond))
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }

    private static void attribute(MountAttribute attribute, String set, String clear) {
      tree(set, new Set(attribute));
      tree(clear, new Clear(attribute));
    }

    /** A recursive bind has its attributes throughout, so both words do the same. */
    private static void tree(String word, MountOption option) {
      WORDS.put(word, option);
      WORDS.put("r" + word, option);
    }
  }
}
