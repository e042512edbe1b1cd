package dev.cdlc.importer.docker;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;

/** A word of a command line, without its quotes. */
record ShellWord(Text text, Span span) {}
