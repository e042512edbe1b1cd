/** Inputs from nowhere, and what holds for the compiler whatever it is given. */
@NullMarked
package dev.cdlc.compiler.fuzz;

import org.jspecify.annotations.NullMarked;
