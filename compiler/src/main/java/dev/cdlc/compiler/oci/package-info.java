/**
 * Emits the OCI config.json of a checked container: the typed {@link OciConfig}, what it cannot say
 * ({@link Extras}), and where each value came from ({@link Origins}). Entry point: {@link Emit}.
 * Here, and only here, are the defaults of the language. Pure: the same model always gives the same
 * bytes.
 */
@NullMarked
package dev.cdlc.compiler.oci;

import org.jspecify.annotations.NullMarked;
