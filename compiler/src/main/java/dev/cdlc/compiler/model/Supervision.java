package dev.cdlc.compiler.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How the command is looked after while it runs, and how it is ended.
 *
 * @param init whether process 1 is a reaper, and the command its child
 * @param stopSignal number of the signal that asks the command to end
 * @param stopTimeout how long it has to do so
 */
public record Supervision(
    Optional<Located<Boolean>> init,
    Optional<Located<Integer>> stopSignal,
    Optional<Located<Duration>> stopTimeout) {}
