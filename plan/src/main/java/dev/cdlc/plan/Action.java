package dev.cdlc.plan;

/**
 * What a step does. Each action is one system call by name, or the few that the kernel needs for
 * one effect; the code generator has one lowering method for each.
 */
public sealed interface Action permits SupervisorAction, InitAction {}
