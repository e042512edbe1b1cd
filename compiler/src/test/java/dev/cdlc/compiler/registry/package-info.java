/** Tests of the statement registry. */
@NullMarked
package dev.cdlc.compiler.registry;

import org.jspecify.annotations.NullMarked;
