/**
 * What changes for containers between two versions of their sources. Entry point: {@link
 * dev.cdlc.compiler.diff.Diff}. It compares config.json, by the properties of {@link
 * dev.cdlc.compiler.diff.Property}, and so what a kernel is asked for, not how a source puts it.
 */
@NullMarked
package dev.cdlc.compiler.diff;

import org.jspecify.annotations.NullMarked;
