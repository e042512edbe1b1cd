/**
 * The kernel's numbers, by the names that section 2 of the manual gives them. Only numbers that are
 * the same on every architecture: O_DIRECTORY and O_NOFOLLOW are not, so programs do without.
 */
@NullMarked
package dev.cdlc.codegen.linux;

import org.jspecify.annotations.NullMarked;
