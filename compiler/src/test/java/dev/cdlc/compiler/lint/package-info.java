@NullMarked
package dev.cdlc.compiler.lint;

import org.jspecify.annotations.NullMarked;
