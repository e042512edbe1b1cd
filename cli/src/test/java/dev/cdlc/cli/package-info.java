/** Tests of the commands, in process, and of the real scripts from end to end. */
@NullMarked
package dev.cdlc.cli;

import org.jspecify.annotations.NullMarked;
