/** Tests of filters: what they answer is what their rules say. */
@NullMarked
package dev.cdlc.codegen.seccomp;

import org.jspecify.annotations.NullMarked;
