/** Tests of single routines, in the interpreter, against a kernel of a few made-up files. */
@NullMarked
package dev.cdlc.codegen.routine;

import org.jspecify.annotations.NullMarked;
