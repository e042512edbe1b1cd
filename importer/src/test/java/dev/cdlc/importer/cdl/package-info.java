/** Tests. */
@NullMarked
package dev.cdlc.importer.cdl;

import org.jspecify.annotations.NullMarked;
