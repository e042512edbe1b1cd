/** The program between plan and machine code: architecture-neutral, structured instructions. */
@NullMarked
package dev.cdlc.codegen.program;

import org.jspecify.annotations.NullMarked;
