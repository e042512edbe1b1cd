package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.registry.BodyKeyword;
import dev.cdlc.compiler.registry.CapabilityKeyword;
import dev.cdlc.compiler.registry.CompositionKeyword;
import dev.cdlc.compiler.registry.CpuAffinityKeyword;
import dev.cdlc.compiler.registry.CpuKeyword;
import dev.cdlc.compiler.registry.FileKeyword;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.registry.FilterKeyword;
import dev.cdlc.compiler.registry.FilterTestKeyword;
import dev.cdlc.compiler.registry.HookKeyword;
import dev.cdlc.compiler.registry.IdMapKeyword;
import dev.cdlc.compiler.registry.IoDeviceKeyword;
import dev.cdlc.compiler.registry.IoKeyword;
import dev.cdlc.compiler.registry.IsolationKeyword;
import dev.cdlc.compiler.registry.Keyword;
import dev.cdlc.compiler.registry.LandlockKeyword;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import dev.cdlc.compiler.registry.LintKeyword;
import dev.cdlc.compiler.registry.LintPathsKeyword;
import dev.cdlc.compiler.registry.MemoryKeyword;
import dev.cdlc.compiler.registry.MountKeyword;
import dev.cdlc.compiler.registry.NetworkKeyword;
import dev.cdlc.compiler.registry.NumaPolicyKeyword;
import dev.cdlc.compiler.registry.ParamKeyword;
import dev.cdlc.compiler.registry.PolicyKeyword;
import dev.cdlc.compiler.registry.PrefixKeyword;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import dev.cdlc.compiler.registry.ProcessKeyword;
import dev.cdlc.compiler.registry.RdmaKeyword;
import dev.cdlc.compiler.registry.RdtKeyword;
import dev.cdlc.compiler.registry.ReadyKeyword;
import dev.cdlc.compiler.registry.ResourceKeyword;
import dev.cdlc.compiler.registry.SchedulerKeyword;
import dev.cdlc.compiler.registry.SchedulingKeyword;
import dev.cdlc.compiler.registry.StackKeyword;
import dev.cdlc.compiler.registry.UserKeyword;
import dev.cdlc.compiler.registry.VariantKeyword;

/** A section of {@code docs/language.md} that tells of statements. */
enum Section {
  FILES("Files"),
  FILESYSTEMS("Files that it sees"),
  PROCESS("The process"),
  SCHEDULING("Scheduling"),
  PRIVILEGES("Privileges"),
  FILTER("System calls"),
  ISOLATION("Isolation"),
  RESOURCES("Resources"),
  LIFECYCLE("Around it"),
  STACKS("Containers that belong together"),
  COMPOSITION("Composition"),
  PROJECT("The project");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  /** Its heading. */
  String title() {
    return title;
  }

  /** The section that tells of a statement. */
  static Section of(Keyword keyword) {
    return switch (keyword) {
      case FileKeyword file -> of(file);
      case ParamKeyword _, VariantKeyword _ -> COMPOSITION;
      case StackKeyword _, NetworkKeyword _ -> STACKS;
      case BodyKeyword body -> of(body);
      case MountKeyword _, IdMapKeyword _ -> FILESYSTEMS;
      case UserKeyword _ -> PROCESS;
      case SchedulerKeyword _, CpuAffinityKeyword _, NumaPolicyKeyword _ -> SCHEDULING;
      case CapabilityKeyword _, LandlockKeyword _ -> PRIVILEGES;
      case FilterKeyword _, FilterTestKeyword _ -> FILTER;
      case CpuKeyword _,
          MemoryKeyword _,
          IoKeyword _,
          IoDeviceKeyword _,
          RdmaKeyword _,
          RdtKeyword _,
          PrefixKeyword _ ->
          RESOURCES;
      case HookKeyword _, ReadyKeyword _ -> LIFECYCLE;
      case LintKeyword _, LintPathsKeyword _, PolicyKeyword _ -> PROJECT;
    };
  }

  private static Section of(FileKeyword keyword) {
    return switch (keyword) {
      case CDL, CONTAINER -> FILES;
      case INCLUDE, PARAM, LET, PROFILE, VARIANT -> COMPOSITION;
      case NETWORK, STACK -> STACKS;
      case LINT, POLICY, EXPECT -> PROJECT;
    };
  }

  private static Section of(BodyKeyword keyword) {
    return switch (keyword) {
      case FilesystemKeyword _ -> FILESYSTEMS;
      case ProcessKeyword _ -> PROCESS;
      case SchedulingKeyword _ -> SCHEDULING;
      case PrivilegeKeyword _ -> PRIVILEGES;
      case IsolationKeyword _ -> ISOLATION;
      case ResourceKeyword _ -> RESOURCES;
      case LifecycleKeyword _ -> LIFECYCLE;
      case CompositionKeyword _ -> COMPOSITION;
    };
  }
}
