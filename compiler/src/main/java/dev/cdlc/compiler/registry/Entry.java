package dev.cdlc.compiler.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known about one statement, as data.
 *
 * @param home where it stands
 * @param head the words that name it; the first is the statement's name, a second chooses among
 *     those that share the first
 * @param block the inside of its block, if it may have one
 * @param doc one sentence
 * @param fallback what holds where nothing is said
 * @param field the OCI config.json property that it sets
 * @param example a whole file that says it
 * @param skippable whether {@code try} may stand before it: it limits or hardens, and the container
 *     can do without
 * @param since the language version that brought it
 */
public record Entry(
    Context home,
    List<String> head,
    List<Parameter> parameters,
    Optional<Context> block,
    BlockRule blockRule,
    String doc,
    String fallback,
    Merge merge,
    String field,
    String example,
    boolean skippable,
    int since) {
  public Entry {
    head = List.copyOf(head);
    parameters = List.copyOf(parameters);
  }

  /** The statement's name: what its first word must be. */
  public String name() {
    return head.getFirst();
  }

  /** The head words as they are written, as in {@code cap drop}. */
  public String title() {
    return String.join(" ", head);
  }

  /** The shape of the statement in one line, as in {@code root DIR [ACCESS]}. */
  public String synopsis() {
    String block =
        switch (blockRule) {
          case NONE -> "";
          case OPTIONAL, OR_ARGUMENTS -> "[< ... >]";
          case REQUIRED -> "< ... >";
        };
    return Stream.of(
            Stream.of(title()), parameters.stream().map(Parameter::synopsis), Stream.of(block))
        .flatMap(words -> words)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /**
   * The last parameter, and those before it as far back as words for all of them may be left out.
   */
  public List<Parameter> closing() {
    int first = parameters.size();
    while (first > 0 && (first == parameters.size() || !parameters.get(first).required())) {
      first--;
    }
    return parameters.subList(first, parameters.size());
  }

  /** Begins an entry: a statement of {@code home}'s, called by the words of {@code head}. */
  static Builder in(Context home, String... head) {
    return new Builder(home, List.of(head));
  }

  /** Gathers an entry; {@link #since} ends it. */
  static final class Builder {
    private final Context home;
    private final List<String> head;
    private List<Parameter> parameters = List.of();
    private Optional<Context> block = Optional.empty();
    private BlockRule blockRule = BlockRule.NONE;
    private String doc = "";
    private String fallback = "";
    private Merge merge = Merge.NONE;
    private String field = "";
    private String example = "";
    private boolean skippable;

    private Builder(Context home, List<String> head) {
      this.home = home;
      this.head = head;
    }

    Builder takes(Parameter... parameters) {
      this.parameters = List.of(parameters);
      return this;
    }

    Builder opens(BlockRule rule, Context kind) {
      this.blockRule = rule;
      this.block = Optional.of(kind);
      return this;
    }

    Builder doc(String sentence) {
      this.doc = sentence;
      return this;
    }

    Builder otherwise(String fallback) {
      this.fallback = fallback;
      return this;
    }

    Builder merge(Merge merge) {
      this.merge = merge;
      return this;
    }

    Builder field(String property) {
      this.field = property;
      return this;
    }

    Builder example(String file) {
      this.example = file;
      return this;
    }

    /** Lets {@code try} stand before it. */
    Builder skippable() {
      this.skippable = true;
      return this;
    }

    Entry since(int version) {
      return new Entry(
          home,
          head,
          parameters,
          block,
          blockRule,
          doc,
          fallback,
          merge,
          field,
          example,
          skippable,
          version);
    }
  }
}
