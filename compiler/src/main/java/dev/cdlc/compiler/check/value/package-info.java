/**
 * The types of arguments: how the text of a word becomes a value, and what is said where it does
 * not. Each is a pure function from text to {@link dev.cdlc.compiler.check.value.Reading}.
 */
@NullMarked
package dev.cdlc.compiler.check.value;

import org.jspecify.annotations.NullMarked;
