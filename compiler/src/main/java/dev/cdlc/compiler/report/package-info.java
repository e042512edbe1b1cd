/**
 * Findings as other programs read them. {@link dev.cdlc.compiler.report.Report} is the model, and
 * each {@link dev.cdlc.compiler.report.Format} one way to write it, named in {@link
 * dev.cdlc.compiler.report.Formats}. Pure: a report becomes a text, the same one each time.
 */
@NullMarked
package dev.cdlc.compiler.report;

import org.jspecify.annotations.NullMarked;
