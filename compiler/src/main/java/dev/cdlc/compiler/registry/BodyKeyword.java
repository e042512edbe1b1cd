package dev.cdlc.compiler.registry;

/** A statement of a {@code container} block. */
public sealed interface BodyKeyword extends Keyword
    permits CompositionKeyword,
        FilesystemKeyword,
        ProcessKeyword,
        SchedulingKeyword,
        PrivilegeKeyword,
        IsolationKeyword,
        ResourceKeyword,
        LifecycleKeyword {}
