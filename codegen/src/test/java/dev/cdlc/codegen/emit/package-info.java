/** Tests of the lowering that need no kernel. */
@NullMarked
package dev.cdlc.codegen.emit;

import org.jspecify.annotations.NullMarked;
