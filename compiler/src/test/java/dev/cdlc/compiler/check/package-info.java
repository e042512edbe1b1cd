/** Tests of the check: goldens of whole files, and each bad input with its one report. */
@NullMarked
package dev.cdlc.compiler.check;

import org.jspecify.annotations.NullMarked;
