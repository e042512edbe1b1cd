/**
 * AArch64 machine code. Entry point: {@link ArmMachine}. Encodings are those of the Arm
 * Architecture Reference Manual, C6.2; every instruction has four bytes.
 */
@NullMarked
package dev.cdlc.codegen.aarch64;

import org.jspecify.annotations.NullMarked;
