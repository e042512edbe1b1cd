/**
 * Finds an image in an OCI image layout, or in an archive of docker-save(1): its configuration, and
 * its layers, each verified by its digest while it is read. Entry points: {@link OciLayout}, {@link
 * DockerArchive}.
 */
@NullMarked
package dev.cdlc.runtime.image;

import org.jspecify.annotations.NullMarked;
