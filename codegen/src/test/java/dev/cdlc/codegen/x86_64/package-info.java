/** Compares encodings with the GNU assembler's. */
@NullMarked
package dev.cdlc.codegen.x86_64;

import org.jspecify.annotations.NullMarked;
