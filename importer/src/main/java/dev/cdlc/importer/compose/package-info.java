/**
 * From a Compose file to CDL, by the Compose specification
 * (docs.docker.com/reference/compose-file). Entry point: {@link ImportCompose}.
 */
@NullMarked
package dev.cdlc.importer.compose;

import org.jspecify.annotations.NullMarked;
