/** Compares encodings with the GNU assembler's. */
@NullMarked
package dev.cdlc.codegen.aarch64;

import org.jspecify.annotations.NullMarked;
