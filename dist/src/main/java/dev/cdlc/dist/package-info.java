/**
 * Makes the distribution: a folder, and an archive of it, that needs no Java on the user's machine.
 * Entry point: {@link Distribution}, which Maven calls in its package phase. Nothing here is
 * shipped.
 */
@NullMarked
package dev.cdlc.dist;

import org.jspecify.annotations.NullMarked;
