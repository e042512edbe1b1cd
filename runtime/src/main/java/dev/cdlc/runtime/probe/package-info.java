/** What this host is and may do. Entry point: {@link HostProbe}. Changes nothing. */
@NullMarked
package dev.cdlc.runtime.probe;

import org.jspecify.annotations.NullMarked;
