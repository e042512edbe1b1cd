/**
 * Containers run for real, on the kernel of the machine: plans made by hand, observed from inside
 * and outside. Needs root and busybox; skipped, with the reason, elsewhere.
 */
@NullMarked
package dev.cdlc.codegen.container;

import org.jspecify.annotations.NullMarked;
