/**
 * The control groups of this host, read and tidied from Java. Entry points: {@link Cgroups}, what
 * is mounted where; {@link Leftovers}, the cgroups of containers whose supervisor is dead.
 */
@NullMarked
package dev.cdlc.runtime.cgroup;

import org.jspecify.annotations.NullMarked;
