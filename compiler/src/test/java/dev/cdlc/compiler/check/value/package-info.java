/** Tables of what each type of argument takes and refuses. */
@NullMarked
package dev.cdlc.compiler.check.value;

import org.jspecify.annotations.NullMarked;
