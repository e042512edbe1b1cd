/** Compares encodings with the GNU assembler's, and what is selected with reviewed listings. */
@NullMarked
package dev.cdlc.codegen.x86_64;

import org.jspecify.annotations.NullMarked;
