/**
 * Puts roots together before a container starts: from programs of the host, with the libraries that
 * they need. Entry point: {@link Programs} says what belongs to a root, {@link PreparedRoot} makes
 * it.
 */
@NullMarked
package dev.cdlc.runtime.root;

import org.jspecify.annotations.NullMarked;
