/**
 * From a program to machine code, as far as all architectures have it in common: its structure, and
 * what is known about registers. Entry point: {@link Generator}; an architecture is a {@link
 * Machine}.
 */
@NullMarked
package dev.cdlc.codegen.machine;

import org.jspecify.annotations.NullMarked;
