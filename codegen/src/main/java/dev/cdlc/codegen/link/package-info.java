/**
 * Places a program's data and cells in memory, before there is any machine code. Entry points:
 * {@link Trim}, which drops what is never reached, and {@link Layout}.
 */
@NullMarked
package dev.cdlc.codegen.link;

import org.jspecify.annotations.NullMarked;
