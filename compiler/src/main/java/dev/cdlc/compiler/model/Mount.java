package dev.cdlc.compiler.model;

import java.util.List;
import java.util.OptionalLong;

/** A mount that the source asks for. */
public sealed interface Mount {
  /** Absolute path in the container, without a trailing slash. */
  String target();

  /** Mount options in the field's words, as config.md's table lists them. */
  List<String> options();

  /** {@code bind SRC DST …}; {@code source} as {@link Root.Directory#path}. */
  record Bind(String source, String target, List<String> options) implements Mount {
    public Bind {
      options = List.copyOf(options);
    }
  }

  /** {@code tmpfs DST [SIZE] …}; data options such as {@code mode=1777} stand among the options. */
  record Tmpfs(String target, OptionalLong sizeBytes, List<String> options) implements Mount {
    public Tmpfs {
      options = List.copyOf(options);
    }
  }
}
