/** Runs generated executables, and compares them with the interpreter. */
@NullMarked
package dev.cdlc.codegen;

import org.jspecify.annotations.NullMarked;
