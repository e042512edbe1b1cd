/** Tests of the reader of JSON texts. */
@NullMarked
package dev.cdlc.compiler.json;

import org.jspecify.annotations.NullMarked;
