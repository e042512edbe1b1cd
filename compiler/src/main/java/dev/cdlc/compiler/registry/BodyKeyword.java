package dev.cdlc.compiler.registry;

/** A statement of a {@code container} block. */
public sealed interface BodyKeyword extends Keyword
    permits CompositionKeyword,
        FilesystemKeyword,
        ProcessKeyword,
        PrivilegeKeyword,
        IsolationKeyword,
        ResourceKeyword,
        LifecycleKeyword {}
