/**
 * What must touch the kernel from Java: the host probe and the life-cycle verbs. All native calls
 * go through one package of this module.
 */
@NullMarked
package dev.cdlc.runtime;

import org.jspecify.annotations.NullMarked;
