/**
 * Containers as Docker and Podman describe them, by flags and by Compose files: their notations,
 * and what CDL says for each. Entry point: {@link EngineContainer}. Sources: the references of
 * `docker run` and of Compose files, docs.docker.com; podman-run(1).
 */
@NullMarked
package dev.cdlc.importer.engine;

import org.jspecify.annotations.NullMarked;
