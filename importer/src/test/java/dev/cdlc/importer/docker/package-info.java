/** Tests. */
@NullMarked
package dev.cdlc.importer.docker;

import org.jspecify.annotations.NullMarked;
