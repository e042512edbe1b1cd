/**
 * {@code cdlc-launch}, the program behind {@code cdlc run}: it executes a container that was
 * compiled before, if nothing has changed since, and has it compiled otherwise. Entry point: {@link
 * Launch}; what a compilation leaves for it is written by {@link SeenInputs}. And {@code
 * oci-launch}, the program behind {@code cdlc oci}. Entry point: {@link OciLaunch}; what the verbs
 * of Java leave for it is written by {@link LaunchRecord} and {@link KeptExec}.
 */
@NullMarked
package dev.cdlc.codegen.launch;

import org.jspecify.annotations.NullMarked;
