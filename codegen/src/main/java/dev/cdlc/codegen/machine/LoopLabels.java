package dev.cdlc.codegen.machine;

/** Where a loop starts, and where it goes on after it. */
record LoopLabels(Label start, Label end) {}
