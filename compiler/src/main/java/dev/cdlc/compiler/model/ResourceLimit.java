package dev.cdlc.compiler.model;

import dev.cdlc.plan.Rlimit;

/**
 * {@code rlimit}: what the kernel enforces, and what the command may raise that to. Both are
 * unsigned, in the resource's unit; {@link Rlimit#INFINITY} is no limit.
 */
public record ResourceLimit(Rlimit type, long soft, long hard) {}
