/**
 * Pulls images from registries, by the requests of the OCI distribution specification that this
 * takes, and keeps them by their digests. Entry point: {@link
 * dev.cdlc.runtime.registry.ImageStore}, which asks a registry for no more than it has not got.
 */
@NullMarked
package dev.cdlc.runtime.registry;

import org.jspecify.annotations.NullMarked;
