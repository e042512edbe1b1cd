/**
 * A program as strace(1) would show it. Entry points: {@link SyscallPrinter}, which prints the
 * ordered grammar of each process's calls, and {@link Acceptor}, which says whether an {@link
 * StraceLog} is a sentence of it.
 */
@NullMarked
package dev.cdlc.codegen.strace;

import org.jspecify.annotations.NullMarked;
