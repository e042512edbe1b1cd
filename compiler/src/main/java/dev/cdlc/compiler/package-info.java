/**
 * The front door of the compiler: its passes, in order, from CDL source to OCI config and plan. One
 * package per pass; none makes system calls.
 */
@NullMarked
package dev.cdlc.compiler;

import org.jspecify.annotations.NullMarked;
