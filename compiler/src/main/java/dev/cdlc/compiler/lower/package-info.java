/**
 * Lowers an OCI config to an ordered {@link dev.cdlc.plan.Plan}. Entry point: {@link Lower}. One
 * class per section of config.json ({@code linux.namespaces}, {@code mounts}, ...). Pure: reads no
 * files and makes no system calls; the same config always gives the same plan.
 */
@NullMarked
package dev.cdlc.compiler.lower;

import org.jspecify.annotations.NullMarked;
