/**
 * The goals of {@code cdlc-maven-plugin}, one class each: every goal is a command of cdlc, run in a
 * JVM of its own. Needs nothing of cdlc's classes but the name of the one that the JVM starts with.
 */
@NullMarked
package dev.cdlc.maven;

import org.jspecify.annotations.NullMarked;
