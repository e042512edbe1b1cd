package dev.cdlc.compiler.registry;

/**
 * A statement of the language, by its head words: {@code cpu}, {@code root host}, {@code cap drop}.
 * One enum per group; a pattern switch over them breaks the build when one is added.
 */
public sealed interface Keyword
    permits FileKeyword,
        PrefixKeyword,
        ParamKeyword,
        VariantKeyword,
        StackKeyword,
        NetworkKeyword,
        BodyKeyword,
        MountKeyword,
        IdMapKeyword,
        UserKeyword,
        CpuKeyword,
        MemoryKeyword,
        IoKeyword,
        IoDeviceKeyword,
        RdmaKeyword,
        RdtKeyword,
        HookKeyword,
        ReadyKeyword,
        FilterKeyword,
        FilterTestKeyword,
        LandlockKeyword,
        LintKeyword,
        LintPathsKeyword,
        PolicyKeyword,
        CapabilityKeyword,
        SchedulerKeyword,
        CpuAffinityKeyword,
        NumaPolicyKeyword {
  /** All that is known about the statement. */
  Entry entry();
}
