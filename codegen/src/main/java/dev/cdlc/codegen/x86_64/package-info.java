/**
 * X86-64 machine code. Entry point: {@link X86Machine}. Encodings are those of the Intel 64 manual,
 * volume 2, the shortest that fits.
 */
@NullMarked
package dev.cdlc.codegen.x86_64;

import org.jspecify.annotations.NullMarked;
