/** Tests. */
@NullMarked
package dev.cdlc.importer.engine;

import org.jspecify.annotations.NullMarked;
