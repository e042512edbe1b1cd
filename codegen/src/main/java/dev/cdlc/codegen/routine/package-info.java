/**
 * The routines that every container's executable shares, written once in the program's own
 * instructions. One class each: the cells it takes and gives, a method that calls it, and its body.
 * {@link dev.cdlc.codegen.routine.Library} holds them all.
 */
@NullMarked
package dev.cdlc.codegen.routine;

import org.jspecify.annotations.NullMarked;
