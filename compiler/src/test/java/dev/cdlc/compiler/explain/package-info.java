/** Tests of the offline reference: nothing is without a page, and the pages tell the truth. */
@NullMarked
package dev.cdlc.compiler.explain;

import org.jspecify.annotations.NullMarked;
