/** Tests of the program's own values. */
@NullMarked
package dev.cdlc.codegen.program;

import org.jspecify.annotations.NullMarked;
