/** Tests of the printed grammar, of the reading of logs, and of the verdicts on them. */
@NullMarked
package dev.cdlc.codegen.strace;

import org.jspecify.annotations.NullMarked;
