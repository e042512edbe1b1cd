/**
 * The containers that {@code cdlc run} runs, as other commands find them: a file for each name,
 * locked by the supervisor while it lives. Entry point: {@link RunningContainers}. Looking changes
 * nothing and takes no lock.
 */
@NullMarked
package dev.cdlc.runtime.running;

import org.jspecify.annotations.NullMarked;
