/**
 * The vocabulary that programs are written in: {@link Sequence} collects instructions, {@link Data}
 * what they address. Writes no program itself.
 */
@NullMarked
package dev.cdlc.codegen.sequence;

import org.jspecify.annotations.NullMarked;
