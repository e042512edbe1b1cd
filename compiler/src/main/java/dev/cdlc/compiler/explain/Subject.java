package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.check.BuiltInProfiles;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.registry.Registry;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.SyscallTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What pages are about. A name that means several things is looked for in this order. */
public enum Subject {
  STATEMENT("statement", "Statements"),
  TYPE("type", "Types of values"),
  CAPABILITY("capability", "Capabilities"),
  PROFILE("profile", "Built-in profiles"),
  SYSCALLS("syscalls", "Groups of system calls"),
  SYSCALL("syscall", "System calls"),
  CODE("code", "Codes of messages");

  private final String word;
  private final String title;

  Subject(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** What may stand before a name to say which of several things it means. */
  public String word() {
    return word;
  }

  /** The heading of a list of {@link #names()}. */
  public String title() {
    return title;
  }

  /** Each has a page. */
  public List<String> names() {
    return switch (this) {
      case STATEMENT -> StatementPath.all();
      case TYPE -> TypePage.names();
      case CAPABILITY -> CapabilityPage.names();
      case PROFILE -> BuiltInProfiles.NAMES;
      case SYSCALLS -> SyscallGroup.all().stream().map(SyscallGroup::name).toList();
      case SYSCALL -> List.copyOf(SyscallTable.names());
      case CODE -> Arrays.stream(Code.values()).map(Code::id).toList();
    };
  }

  /** What people call some of them too. */
  Stream<String> otherNames() {
    return switch (this) {
      case STATEMENT -> Registry.all().stream().map(keyword -> keyword.entry().name()).distinct();
      case TYPE -> Notation.SYNONYMS.keySet().stream().sorted();
      case CAPABILITY -> Arrays.stream(Capability.values()).map(Enum::name);
      case PROFILE, SYSCALLS, SYSCALL, CODE -> Stream.empty();
    };
  }

  /**
   * The page on one of them.
   *
   * @param name in lower case
   */
  Optional<String> page(String name) {
    return switch (this) {
      case STATEMENT -> StatementPage.find(name);
      case TYPE -> TypePage.find(name);
      case CAPABILITY -> CapabilityPage.find(name).map(CapabilityPage::text);
      case PROFILE -> BuiltInProfiles.text(name);
      case SYSCALLS -> SyscallGroup.named(name).map(SyscallPage::of);
      case SYSCALL ->
          SyscallTable.exists(name) ? Optional.of(SyscallPage.of(name)) : Optional.empty();
      case CODE -> CodePage.find(name);
    };
  }
}
