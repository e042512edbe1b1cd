/** The checked container model: typed, units resolved, each value with its origin. */
@NullMarked
package dev.cdlc.compiler.model;

import org.jspecify.annotations.NullMarked;
