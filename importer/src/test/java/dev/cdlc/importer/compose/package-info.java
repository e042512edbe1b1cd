/** Tests. */
@NullMarked
package dev.cdlc.importer.compose;

import org.jspecify.annotations.NullMarked;
