package dev.cdlc.codegen.emit;

import dev.cdlc.plan.Errno;

/** What to do about a failure with one errno. */
record Help(Errno errno, String text) {}
