/**
 * From plan to program to machine code to static ELF executable. Pure: no system calls; the same
 * plan always gives the same bytes.
 */
@NullMarked
package dev.cdlc.codegen;

import org.jspecify.annotations.NullMarked;
