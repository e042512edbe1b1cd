/** Tests. */
@NullMarked
package dev.cdlc.importer.oci;

import org.jspecify.annotations.NullMarked;
