/**
 * What must touch the kernel from Java: the host probe and the life-cycle verbs. All native calls
 * go through {@link dev.cdlc.runtime.kernel}; nothing here is on the path of a container's start.
 */
@NullMarked
package dev.cdlc.runtime;

import org.jspecify.annotations.NullMarked;
