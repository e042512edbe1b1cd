/**
 * Compiles filters of system calls to classic BPF. Entry point: {@link
 * dev.cdlc.codegen.seccomp.FilterCompiler}. Pure: the same filter always gives the same
 * instructions.
 */
@NullMarked
package dev.cdlc.codegen.seccomp;

import org.jspecify.annotations.NullMarked;
