package dev.cdlc.codegen.x86_64;

/** Where a loop starts, and where it goes on after it. */
record LoopLabels(Label start, Label end) {}
