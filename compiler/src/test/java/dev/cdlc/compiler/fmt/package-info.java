/** Tests of the canonical form: its rules by golden files, its laws over whatever text there is. */
@NullMarked
package dev.cdlc.compiler.fmt;

import org.jspecify.annotations.NullMarked;
