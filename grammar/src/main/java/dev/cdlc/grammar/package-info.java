/**
 * The CDL grammar as ANTLR sees it, and the token filter between its lexer and its parser. Entry
 * point: {@link dev.cdlc.grammar.Parsed}. The names that may begin a statement come in through
 * {@link dev.cdlc.grammar.StatementNames}; what was wrong with a text goes out as {@link
 * dev.cdlc.grammar.Fault}s, without words. Pure, and takes linear time.
 */
@NullMarked
package dev.cdlc.grammar;

import org.jspecify.annotations.NullMarked;
