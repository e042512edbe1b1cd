/** JSON texts as trees of Jackson's, and where each value stands. */
@NullMarked
package dev.cdlc.importer.json;

import org.jspecify.annotations.NullMarked;
