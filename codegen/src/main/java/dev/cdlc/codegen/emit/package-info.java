/**
 * Lowers a {@link dev.cdlc.plan.Plan} to a {@link dev.cdlc.codegen.program.Program}: one method for
 * each kind of action, one class for each group of them. Entry point: {@link Emit}. Pure: the same
 * plan always gives the same program.
 */
@NullMarked
package dev.cdlc.codegen.emit;

import org.jspecify.annotations.NullMarked;
