/**
 * What this host is, has and lets the caller do. Entry points: {@link HostProbe}, which asks the
 * kernel; {@link Machine}, which reads the files. Changes nothing.
 */
@NullMarked
package dev.cdlc.runtime.probe;

import org.jspecify.annotations.NullMarked;
