/** Tests of what tools are told. */
@NullMarked
package dev.cdlc.compiler.tools;

import org.jspecify.annotations.NullMarked;
