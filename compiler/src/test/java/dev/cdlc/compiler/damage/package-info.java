/** Good files, broken at random and on purpose, and what is told about them. */
@NullMarked
package dev.cdlc.compiler.damage;

import org.jspecify.annotations.NullMarked;
