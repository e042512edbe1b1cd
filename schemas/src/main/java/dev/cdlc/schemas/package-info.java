/**
 * JSON Schemas of everything cdlc writes, as resources, and the loader that validates with them.
 */
@NullMarked
package dev.cdlc.schemas;

import org.jspecify.annotations.NullMarked;
