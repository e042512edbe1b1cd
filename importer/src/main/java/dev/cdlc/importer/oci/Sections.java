package dev.cdlc.importer.oci;

import java.util.List;

/** All sections, in the order in which a reader expects what they say. */
final class Sections {
  static final List<Section> ALL =
      List.of(
          Section.of("/process/args", ProcessSection::args),
          Section.of("/process/cwd", ProcessSection::cwd),
          new Section(
              List.of("/process/terminal", "/process/consoleSize"),
              false,
              (wanted, _) -> ProcessSection.terminal(wanted.path("process"))),
          Section.deciding("/process/user", ProcessSection::user),
          new Section(List.of("/process/env"), false, ProcessSection::env),
          Section.of("/hostname", NamespaceSection::hostname),
          Section.of("/domainname", NamespaceSection::domainname),
          Section.deciding("/linux/namespaces", NamespaceSection::namespaces),
          Section.deciding("/linux/uidMappings", maps -> NamespaceSection.maps("uid-map", maps)),
          Section.deciding("/linux/gidMappings", maps -> NamespaceSection.maps("gid-map", maps)),
          Section.of("/linux/timeOffsets", NamespaceSection::timeOffsets),
          Section.of("/linux/sysctl", NamespaceSection::sysctl),
          Section.of("/linux/netDevices", NamespaceSection::netDevices),
          new Section(List.of("/mounts"), false, MountSection::mounts),
          Section.of("/linux/maskedPaths", paths -> PrivilegeSection.paths("masked-paths", paths)),
          Section.of(
              "/linux/readonlyPaths", paths -> PrivilegeSection.paths("readonly-paths", paths)),
          Section.of("/linux/rootfsPropagation", PrivilegeSection::propagation),
          Section.deciding("/process/capabilities", CapabilitySection::capabilities),
          Section.of("/process/noNewPrivileges", PrivilegeSection::noNewPrivileges),
          Section.of("/process/apparmorProfile", PrivilegeSection::apparmor),
          Section.of("/process/selinuxLabel", PrivilegeSection::selinux),
          Section.of("/linux/mountLabel", PrivilegeSection::mountLabel),
          Section.of("/linux/seccomp", FilterSection::seccomp),
          Section.of("/linux/cgroupsPath", ResourceSection::cgroup),
          Section.of("/linux/resources", ResourceSection::resources),
          new Section(
              List.of("/linux/devices", "/linux/resources/devices"),
              false,
              (wanted, _) -> DeviceSection.devices(wanted)),
          Section.of("/process/rlimits", ProcessSection::rlimits),
          Section.of("/process/oomScoreAdj", ProcessSection::oomScoreAdj),
          Section.of("/process/scheduler", SchedulingSection::scheduler),
          Section.of("/process/ioPriority", SchedulingSection::ioPriority),
          Section.of("/process/execCPUAffinity", SchedulingSection::affinity),
          Section.of("/linux/memoryPolicy", SchedulingSection::memoryPolicy),
          Section.of("/linux/personality", SchedulingSection::personality),
          Section.of("/linux/intelRdt", ResourceSection::rdt),
          Section.of("/hooks", AroundSection::hooks),
          Section.of("/annotations", AroundSection::annotations));

  private Sections() {}
}
