/** Tests. */
@NullMarked
package dev.cdlc.importer.yaml;

import org.jspecify.annotations.NullMarked;
