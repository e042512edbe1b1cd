/**
 * Looks checked containers over for what is legal and unwise. Entry point: {@link
 * dev.cdlc.compiler.lint.Lint}. One class per rule, all of them listed in {@link
 * dev.cdlc.compiler.lint.Rules}. Pure: reads nothing but its arguments; what it finds never keeps a
 * container from being compiled.
 */
@NullMarked
package dev.cdlc.compiler.lint;

import org.jspecify.annotations.NullMarked;
