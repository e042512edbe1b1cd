/**
 * The CDL grammar as ANTLR sees it: the generated lexer and parser, and the token filter between
 * them.
 */
@NullMarked
package dev.cdlc.grammar;

import org.jspecify.annotations.NullMarked;
