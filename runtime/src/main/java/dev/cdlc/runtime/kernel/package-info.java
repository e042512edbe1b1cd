/**
 * The section 2 calls that Java itself makes. Entry point: {@link Syscalls}; {@link LinuxSyscalls}
 * makes them. The only package that touches jnr-ffi and its jffi, and the only one that knows an
 * errno. No decisions are taken here.
 */
@NullMarked
package dev.cdlc.runtime.kernel;

import org.jspecify.annotations.NullMarked;
