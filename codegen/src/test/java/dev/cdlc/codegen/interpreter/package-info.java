/**
 * Runs programs in Java, as the oracle for their machine code. Entry point: {@link Interpreter};
 * what the kernel would do stands behind {@link Kernel}.
 */
@NullMarked
package dev.cdlc.codegen.interpreter;

import org.jspecify.annotations.NullMarked;
