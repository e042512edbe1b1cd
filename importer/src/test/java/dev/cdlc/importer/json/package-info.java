/** Tests. */
@NullMarked
package dev.cdlc.importer.json;

import org.jspecify.annotations.NullMarked;
