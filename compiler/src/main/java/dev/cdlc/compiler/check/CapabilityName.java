package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One capability that is named, or all of them where {@code capability} is empty. */
record CapabilityName(Optional<Capability> capability, Span span) {
  private static final String PREFIX = "CAP_";
  private static final Map<String, Capability> BY_NAME = byName();

  /** The names that an argument list holds; those that are none are reported and left out. */
  static List<CapabilityName> readAll(List<Word> words, Findings findings) {
    return words.stream().flatMap(word -> read(word, findings).stream()).toList();
  }

  private static Optional<CapabilityName> read(Word word, Findings findings) {
    String upper = word.text().toUpperCase(Locale.ROOT);
    String name = upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
    Optional<Capability> known = Optional.ofNullable(BY_NAME.get(name));
    if (known.isEmpty() && !upper.equals("ALL")) {
      findings.add(unknown(word, name));
      return Optional.empty();
    }
    return Optional.of(new CapabilityName(known, word.span()));
  }

  /** A capability as capabilities(7) writes it, in JSON. */
  static Reading<Capability> spelled(String text) {
    boolean prefixed = text.startsWith(PREFIX);
    Capability known = prefixed ? BY_NAME.get(text.substring(PREFIX.length())) : null;
    return known != null
        ? new Reading.Value<>(known)
        : FilterNames.unknown(
            "there is no capability `" + text + "`",
            prefixed ? text : PREFIX + text,
            Stream.of(Capability.values()).map(Capability::name).toList(),
            "capabilities(7) lists them: CAP_SYS_ADMIN");
  }

  /** As messages write it: without the prefix. */
  String text() {
    return capability.map(CapabilityName::shortName).orElse("ALL");
  }

  /**
   * The capabilities that names stand for, each once. All of them leaves out those that {@code
   * against} names: adding ALL and dropping one, in whichever order, adds the others.
   */
  static List<Located<Capability>> expand(
      List<CapabilityName> names, List<CapabilityName> against) {
    var expanded = new LinkedHashMap<Capability, Located<Capability>>();
    List<Capability> named = against.stream().flatMap(name -> name.capability().stream()).toList();
    for (CapabilityName name : names) {
      name.capability()
          .map(Stream::of)
          .orElseGet(() -> Arrays.stream(Capability.values()).filter(all -> !named.contains(all)))
          .forEach(found -> expanded.putIfAbsent(found, new Located<>(found, name.span())));
    }
    return List.copyOf(expanded.values());
  }

  /** The capabilities that names stand for, each once. */
  static List<Capability> exactly(List<CapabilityName> names) {
    return expand(names, List.of()).stream().map(Located::value).toList();
  }

  private static Diagnostic unknown(Word word, String name) {
    var names = new ArrayList<>(BY_NAME.keySet());
    names.add("ALL");
    return Suggestion.explain(
        Diagnostic.of(
            Code.UNKNOWN_OPTION, word.span(), "there is no capability `" + word.text() + "`"),
        name,
        names,
        "capabilities(7) lists them; `ALL` is all of them");
  }

  private static String shortName(Capability capability) {
    return capability.name().substring(PREFIX.length());
  }

  private static Map<String, Capability> byName() {
    var names = new LinkedHashMap<String, Capability>();
    for (Capability capability : Capability.values()) {
      names.put(shortName(capability), capability);
    }
    return names;
  }
}
