/**
 * The containers of the OCI runtime: a folder of state for each. Entry point: {@link
 * ContainerStore}. What a container is in, its init and the fifo say: the state that is kept
 * changes no more once it is created.
 */
@NullMarked
package dev.cdlc.runtime.container;

import org.jspecify.annotations.NullMarked;
