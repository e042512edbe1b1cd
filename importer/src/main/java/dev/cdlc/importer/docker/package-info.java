/**
 * From the command line of `docker run` or `podman run` to CDL. Entry point: {@link
 * ImportDockerRun}.
 */
@NullMarked
package dev.cdlc.importer.docker;

import org.jspecify.annotations.NullMarked;
