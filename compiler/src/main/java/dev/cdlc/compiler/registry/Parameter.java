package dev.cdlc.compiler.registry;

import java.util.List;

/** One argument of a statement, or a run of them, after its head words. */
public record Parameter(String name, ValueType type, Arity arity) {
  /** How many words an argument takes, and what stands between them. */
  public enum Arity {
    ONE,
    OPTIONAL,
    /** At most one word, and only one that begins with a digit. */
    OPTIONAL_NUMBER,
    /** None, or a fixed word and one more behind it. */
    BEHIND_WORD,
    /** None, or a fixed word, or that and one more; the fixed one is then the first of them. */
    WORD_AND_MORE,
    /** None, or a fixed word and {@link #ITEMS} behind it. */
    ITEMS_BEHIND_WORD,
    /** Any number of words that the type lists, between spaces. */
    OPTIONS,
    /** One or more, between commas; a comma inside a word separates too. */
    ITEMS,
    /** One or more, between commas; a comma inside a word belongs to it. */
    ENTRIES,
    /** One or more words for a program, taken as they are. */
    WORDS,
    /** Any number of words for a program, before the statement's block. */
    REST,
    /** One word for a program, which as a rule stands in quotes. */
    SCRIPT
  }

  public static Parameter one(String name, ValueType type) {
    return new Parameter(name, type, Arity.ONE);
  }

  public static Parameter optional(String name, ValueType type) {
    return new Parameter(name, type, Arity.OPTIONAL);
  }

  public static Parameter optionalNumber(String name, ValueType type) {
    return new Parameter(name, type, Arity.OPTIONAL_NUMBER);
  }

  /**
   * A value that stands behind a word, as in {@code as NAME}; both may be left out.
   *
   * @param word what the name of the parameter then begins with
   */
  public static Parameter behind(String word, String name, ValueType type) {
    return new Parameter(word + " " + name, type, Arity.BEHIND_WORD);
  }

  /**
   * A word that says something by itself, and more by a value behind it, as in {@code overlay
   * [UPPER]}; all may be left out.
   *
   * @param word what the name of the parameter then begins with
   */
  public static Parameter wordAndMore(String word, String name, ValueType type) {
    return new Parameter(word + " [" + name + "]", type, Arity.WORD_AND_MORE);
  }

  /** Values, between commas, that stand behind a word, as in {@code use A, B}. */
  public static Parameter itemsBehind(String word, String name, ValueType type) {
    return new Parameter(word + " " + name, type, Arity.ITEMS_BEHIND_WORD);
  }

  /** The fixed word of a parameter that has one. */
  public String word() {
    return name.substring(0, name.indexOf(' '));
  }

  public static Parameter options(String name, ValueType type) {
    return new Parameter(name, type, Arity.OPTIONS);
  }

  public static Parameter items(String name, ValueType type) {
    return new Parameter(name, type, Arity.ITEMS);
  }

  public static Parameter entries(String name, ValueType type) {
    return new Parameter(name, type, Arity.ENTRIES);
  }

  public static Parameter words(String name, ValueType type) {
    return new Parameter(name, type, Arity.WORDS);
  }

  public static Parameter rest(String name, ValueType type) {
    return new Parameter(name, type, Arity.REST);
  }

  public static Parameter script(String name, ValueType type) {
    return new Parameter(name, type, Arity.SCRIPT);
  }

  /** The words that may stand for it, as far as they are listed. */
  public List<String> listed() {
    return arity == Arity.WORD_AND_MORE ? List.of(word()) : type.words();
  }

  /** Whether a word is listed. */
  public boolean lists(String word) {
    return arity == Arity.WORD_AND_MORE ? word.equals(word()) : type.lists(word);
  }

  /** What its words are, where they are listed. */
  public String doc() {
    return arity == Arity.WORD_AND_MORE ? "`" + name + "`" : type.doc();
  }

  /** Whether commas stand between the values. */
  public boolean separatedByCommas() {
    return switch (arity) {
      case ITEMS, ITEMS_BEHIND_WORD, ENTRIES -> true;
      case ONE,
          OPTIONAL,
          OPTIONAL_NUMBER,
          BEHIND_WORD,
          WORD_AND_MORE,
          OPTIONS,
          WORDS,
          REST,
          SCRIPT ->
          false;
    };
  }

  /** Whether a statement without it is incomplete. */
  public boolean required() {
    return switch (arity) {
      case ONE, ITEMS, ENTRIES, WORDS, SCRIPT -> true;
      case OPTIONAL,
          OPTIONAL_NUMBER,
          BEHIND_WORD,
          WORD_AND_MORE,
          ITEMS_BEHIND_WORD,
          OPTIONS,
          REST ->
          false;
    };
  }

  /** As the reference writes it: {@code DIR}, {@code [SIZE]}, {@code CAPABILITY, ...}. */
  public String synopsis() {
    return switch (arity) {
      case ONE, SCRIPT -> name;
      case OPTIONAL, OPTIONAL_NUMBER, BEHIND_WORD, WORD_AND_MORE -> "[" + name + "]";
      case ITEMS_BEHIND_WORD -> "[" + name + ", ...]";
      case OPTIONS, REST -> "[" + name + " ...]";
      case ITEMS, ENTRIES -> name + ", ...";
      case WORDS -> name + " ...";
    };
  }
}
