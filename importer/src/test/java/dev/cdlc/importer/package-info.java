/** Tests of the importers; what they share. */
@NullMarked
package dev.cdlc.importer;

import org.jspecify.annotations.NullMarked;
