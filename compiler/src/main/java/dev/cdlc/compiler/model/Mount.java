package dev.cdlc.compiler.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A mount that the source asks for. */
public sealed interface Mount {
  /** Absolute path in the container, without a trailing slash. */
  String target();

  /** Mount options in the field's words, as config.md's table lists them, and others. */
  List<Located<String>> options();

  Optional<Located<MountIds>> ids();

  /** Whether one of the options is that word. */
  default boolean has(String option) {
    for (Located<String> said : options()) {
      if (said.value().equals(option)) {
        return true;
      }
    }
    return false;
  }

  /** {@code bind SRC DST …}; {@code source} as {@link Root.Directory#path}. */
  record Bind(
      String source, String target, List<Located<String>> options, Optional<Located<MountIds>> ids)
      implements Mount {
    public Bind {
      options = List.copyOf(options);
    }
  }

  /** {@code tmpfs DST [SIZE] …}; data options such as {@code mode=1777} stand among the options. */
  record Tmpfs(
      String target,
      OptionalLong sizeBytes,
      List<Located<String>> options,
      Optional<Located<MountIds>> ids)
      implements Mount {
    public Tmpfs {
      options = List.copyOf(options);
    }
  }

  /** {@code mount TYPE SRC DST …}. */
  record Typed(
      String type,
      Source source,
      String target,
      List<Located<String>> options,
      Optional<Located<MountIds>> ids)
      implements Mount {
    public Typed {
      options = List.copyOf(options);
    }

    /** Whether it shows what is mounted elsewhere; then its type says nothing more. */
    public boolean isBind() {
      return type.equals("bind") || has("bind") || has("rbind");
    }
  }

  /** What is mounted. */
  sealed interface Source {
    /** {@code path} as {@link Root.Directory#path}. */
    record HostPath(String path) implements Source {}

    /** What the file system makes of it: a device, a share, or a mere name. */
    record Name(String text) implements Source {}
  }
}
