/**
 * Compiles what a container may do with devices to eBPF, for cgroup v2. Entry point: {@link
 * dev.cdlc.codegen.devices.DeviceProgram}. Pure: the same exceptions always give the same
 * instructions.
 */
@NullMarked
package dev.cdlc.codegen.devices;

import org.jspecify.annotations.NullMarked;
