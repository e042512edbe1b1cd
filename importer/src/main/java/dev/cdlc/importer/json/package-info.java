/** JSON texts as trees whose values remember where they stand. Entry point: {@link ReadJson}. */
@NullMarked
package dev.cdlc.importer.json;

import org.jspecify.annotations.NullMarked;
