package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.oci.OciConfig.IntelRdt;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.compiler.oci.OciConfig.Mount;
import dev.cdlc.compiler.oci.OciConfig.Process;
import dev.cdlc.compiler.oci.OciResources.Cpu;
import dev.cdlc.compiler.oci.OciResources.Memory;
import java.util.List;

/**
 * The lowest {@code ociVersion} that knows all that a config says; not below 1.0.2, which brought
 * hooks and the umask. Source: the specification's ChangeLog.
 */
final class SpecVersion {
  private static final String V1_1 = "1.1.0";
  private static final String V1_2 = "1.2.0";
  private static final String V1_2_1 = "1.2.1";
  static final String V1_3 = "1.3.0";

  private String lowest = "1.0.2";

  private SpecVersion() {}

  static String of(List<Mount> mounts, Process process, Linux linux, boolean domainname) {
    var version = new SpecVersion();
    version.needs(V1_1, domainname);
    mounts.forEach(version::mount);
    version.process(process);
    version.linux(linux);
    return version.lowest;
  }

  private void mount(Mount mount) {
    needs(V1_1, !mount.uidMappings().isEmpty());
    needs(V1_2, mount.options().stream().anyMatch(MountForm::mapsIds));
  }

  private void process(Process process) {
    needs(V1_1, process.scheduler().isPresent());
    needs(V1_1, process.ioPriority().isPresent());
    needs(V1_2_1, process.execCpuAffinity().isPresent());
  }

  private void linux(Linux linux) {
    needs(V1_3, linux.memoryPolicy().isPresent() || !linux.netDevices().isEmpty());
    needs(V1_1, linux.has(NamespaceType.TIME));
    linux.resources().ifPresent(this::resources);
    linux.intelRdt().ifPresent(this::intelRdt);
    linux.seccomp().ifPresent(this::seccomp);
  }

  private void seccomp(OciSeccomp seccomp) {
    needs(V1_1, seccomp.defaultErrnoRet().isPresent() || seccomp.listenerPath().isPresent());
    needs(V1_1, seccomp.flags().contains("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"));
    needs(V1_1, isNew(seccomp.defaultAction()));
    for (OciSeccomp.Rule rule : seccomp.syscalls()) {
      needs(V1_1, rule.errnoRet().isPresent() || isNew(rule.action()));
    }
  }

  private static boolean isNew(String action) {
    return switch (action) {
      case "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_NOTIFY" -> true;
      default -> false;
    };
  }

  private void resources(OciResources resources) {
    needs(V1_1, !resources.unified().isEmpty());
    needs(V1_1, resources.cpu().flatMap(Cpu::burst).isPresent());
    needs(V1_1, resources.cpu().filter(cpu -> cpu.idle().isPresent()).isPresent());
    needs(V1_1, resources.memory().flatMap(Memory::checkBeforeUpdate).isPresent());
  }

  private void intelRdt(IntelRdt rdt) {
    needs(V1_3, rdt.enableMonitoring() || !rdt.schemata().isEmpty());
  }

  /** The versions so far are in the order of their letters. */
  private void needs(String version, boolean said) {
    if (said && version.compareTo(lowest) > 0) {
      lowest = version;
    }
  }
}
