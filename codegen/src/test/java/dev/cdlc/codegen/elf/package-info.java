/** Reads back what was written, and whatever else a file may hold. */
@NullMarked
package dev.cdlc.codegen.elf;

import org.jspecify.annotations.NullMarked;
