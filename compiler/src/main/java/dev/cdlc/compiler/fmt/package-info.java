/**
 * The canonical form of a source: its statements in their order, with all comments, and blanks as
 * {@code docs/format.md} says. Entry point: {@link dev.cdlc.compiler.fmt.Format}. Works on the
 * syntax tree and on what the registry says of lists; it knows no statement by name. Pure: the form
 * of a text depends on that text alone, and is its own form.
 */
@NullMarked
package dev.cdlc.compiler.fmt;

import org.jspecify.annotations.NullMarked;
