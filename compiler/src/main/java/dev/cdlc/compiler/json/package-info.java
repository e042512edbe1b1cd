/**
 * JSON texts as trees whose values remember where they stand. Entry point: {@link
 * dev.cdlc.compiler.json.ReadJson}.
 */
@NullMarked
package dev.cdlc.compiler.json;

import org.jspecify.annotations.NullMarked;
