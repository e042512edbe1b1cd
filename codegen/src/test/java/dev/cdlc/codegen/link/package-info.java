/** Tests of what is kept and where it is placed. */
@NullMarked
package dev.cdlc.codegen.link;

import org.jspecify.annotations.NullMarked;
