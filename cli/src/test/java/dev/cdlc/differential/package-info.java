/**
 * The same containers started by their executables and, from the emitted bundles, by runc: a probe
 * inside and the host outside must see the same, but for a short list of differences with their
 * reasons. Some containers are cases that somebody thought of, most come from seeds. The observing
 * is done by scripts, since no JVM runs in the machine with cgroup v2.
 */
@NullMarked
package dev.cdlc.differential;

import org.jspecify.annotations.NullMarked;
