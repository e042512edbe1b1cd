package dev.cdlc.runtime.probe;

import dev.cdlc.plan.Capability;
import dev.cdlc.runtime.cgroup.Cgroups;
import java.util.List;

/**
 * What cdlc needs to know of the machine that it runs on.
 *
 * @param release the kernel's, as uname(2) gives it: {@code 6.1.0-18-amd64}
 * @param machine the architecture, as uname(2) gives it: {@code x86_64}
 * @param effectiveUser the caller's effective uid
 * @param capabilities the caller's effective set
 */
public record Host(
    String release,
    String machine,
    long effectiveUser,
    List<Capability> capabilities,
    Cgroups cgroups) {
  public Host {
    capabilities = List.copyOf(capabilities);
  }
}
