package dev.cdlc.importer.yaml;

import dev.cdlc.compiler.diagnostic.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** A sequence or mapping that is being read. */
abstract sealed class OpenValue permits OpenSequence, OpenMapping {
  /** With all aliases followed: more than any file has that a person wrote. */
  private static final long MOST_VALUES = 1_000_000;

  private Optional<Anchor> anchor = Optional.empty();
  private int start;
  private boolean reset;
  private long size = 1;

  /**
   * @param reset whether it is null, whatever stands in it
   */
  void begin(Optional<Anchor> name, int offset, boolean reset) {
    anchor = name;
    start = offset;
    this.reset = reset;
  }

  Optional<Anchor> anchor() {
    return anchor;
  }

  int start() {
    return start;
  }

  /** Takes the next value inside. */
  void add(Sized value) {
    size += value.size();
    if (size > MOST_VALUES) {
      throw new YamlFault(
          ReadYaml.report(value.value().span(), "the aliases stand for more than a million values")
              .withHelp("write out what is meant; this looks like an attack on its reader"));
    }
    add(value.value());
  }

  abstract void add(Yaml value);

  Sized sized(Span span) {
    return new Sized(reset ? new Yaml.Scalar("", true, span) : value(span), size);
  }

  abstract Yaml value(Span span);
}
