/**
 * What the passes read besides the source that they are given: files and variables, through {@link
 * dev.cdlc.compiler.input.Inputs}. The compiler itself asks nothing of the system.
 */
@NullMarked
package dev.cdlc.compiler.input;

import org.jspecify.annotations.NullMarked;
