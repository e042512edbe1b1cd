package dev.cdlc.compiler.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The statements of the language, all of them, and by where they stand. */
public final class Registry {
  private static final List<Keyword> ALL =
      Stream.<Keyword[]>of(
              FileKeyword.values(),
              PrefixKeyword.values(),
              ParamKeyword.values(),
              VariantKeyword.values(),
              StackKeyword.values(),
              NetworkKeyword.values(),
              CompositionKeyword.values(),
              FilesystemKeyword.values(),
              MountKeyword.values(),
              IdMapKeyword.values(),
              ProcessKeyword.values(),
              UserKeyword.values(),
              SchedulingKeyword.values(),
              SchedulerKeyword.values(),
              CpuAffinityKeyword.values(),
              NumaPolicyKeyword.values(),
              PrivilegeKeyword.values(),
              CapabilityKeyword.values(),
              IsolationKeyword.values(),
              ResourceKeyword.values(),
              CpuKeyword.values(),
              MemoryKeyword.values(),
              IoKeyword.values(),
              IoDeviceKeyword.values(),
              RdmaKeyword.values(),
              RdtKeyword.values(),
              LifecycleKeyword.values(),
              HookKeyword.values(),
              ReadyKeyword.values(),
              FilterKeyword.values(),
              FilterTestKeyword.values(),
              LandlockKeyword.values(),
              LintKeyword.values(),
              LintPathsKeyword.values(),
              PolicyKeyword.values())
          .<Keyword>flatMap(Stream::of)
          .toList();

  private static final Map<Context, Map<String, List<Keyword>>> BY_NAME = byName();

  private Registry() {}

  /** Every statement, in the order of the reference. */
  public static List<Keyword> all() {
    return ALL;
  }

  /**
   * The statements of a context that share a name, such as {@code cap drop} and {@code cap add}.
   */
  public static List<Keyword> named(Context context, String name) {
    return in(context).getOrDefault(name, List.of());
  }

  /**
   * The statement that words begin: the one of the context whose head they start with, the longest
   * if there are several.
   *
   * @param words of a statement, as they are written: quotes keep a word from naming anything
   */
  public static Optional<Keyword> find(Context context, List<String> words) {
    return words.stream()
        .limit(1)
        .flatMap(name -> named(context, name).stream())
        .filter(keyword -> startsWith(words, keyword.entry().head()))
        .max(Comparator.comparingInt(keyword -> keyword.entry().head().size()));
  }

  private static boolean startsWith(List<String> words, List<String> head) {
    return words.size() >= head.size() && words.subList(0, head.size()).equals(head);
  }

  /** The names that a statement of the context may begin with. */
  public static Set<String> names(Context context) {
    return in(context).keySet();
  }

  /** Whether statements of this name stand in the context. */
  public static boolean reserves(Context context, String name) {
    return names(context).contains(name);
  }

  private static Map<String, List<Keyword>> in(Context context) {
    return BY_NAME.getOrDefault(context, Map.of());
  }

  private static Map<Context, Map<String, List<Keyword>>> byName() {
    var contexts = new EnumMap<Context, Map<String, List<Keyword>>>(Context.class);
    for (Keyword keyword : ALL) {
      contexts
          .computeIfAbsent(keyword.entry().home(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(keyword.entry().name(), _ -> new ArrayList<>())
          .add(keyword);
    }
    return Collections.unmodifiableMap(contexts);
  }
}
