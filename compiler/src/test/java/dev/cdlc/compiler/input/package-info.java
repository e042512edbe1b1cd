/** Doubles of what a compilation reads. */
@NullMarked
package dev.cdlc.compiler.input;

import org.jspecify.annotations.NullMarked;
