/**
 * The check: from the syntax tree to the container model. Entry point: {@link
 * dev.cdlc.compiler.check.Check}. {@code BlockReader} finds each statement's keyword and fits its
 * words to the registry's parameters; one {@code ...Section} a group of keywords turns them into
 * values. Pure: reads no files and asks nothing of the host. Reports all it finds, not the first.
 */
@NullMarked
package dev.cdlc.compiler.check;

import org.jspecify.annotations.NullMarked;
