package dev.cdlc.schemas;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule of ours that the published schema lacks.
 *
 * @param places the pointers it holds at, {@code *} for an index
 */
record Stricter(String keyword, Pattern places, String reason) {
  static final List<Stricter> RULES =
      List.of(
          rule("additionalProperties", ".*", "closed: what the text does not name is not emitted"),
          rule("propertyNames", "/annotations", "config.md: keys MUST NOT be an empty string"),
          rule("propertyNames", "/linux/(sysctl|resources/unified)", "an empty file name"),
          rule("required", "", "config.md: root is required but on Windows"),
          rule("required", "/process/user", "config.md, POSIX-platform user: uid and gid"),
          rule("required", "/linux/devices/\\*", "config-linux.md: required unless type is p"),
          rule("required", "/linux/memoryPolicy", "config-linux.md: mode is required"),
          rule("required", "/linux/personality", "config-linux.md: domain is required"),
          rule("required", "/linux/resources/blockIO/throttle.*", "config-linux.md: rate"),
          rule("dependentRequired", "/mounts/\\*", "config.md: the two mappings come together"),
          rule("dependentRequired", "/linux/seccomp", "config-linux.md: metadata needs the path"),
          rule("minItems", "/process/args", "config.md: at least one entry"),
          rule("minLength", "/(host|domain)name", "sethostname(2): an empty name says nothing"),
          rule(
              "maxContains",
              "/linux/namespaces|/process/rlimits",
              "a type twice: MUST be an error"),
          rule("uniqueItems", "/process/capabilities/.*", "a set"),
          rule("uniqueItems", "/process/scheduler/flags", "a set"),
          rule("uniqueItems", "/linux/(memoryPolicy|seccomp)/flags", "a set"),
          rule("uniqueItems", "/linux/seccomp/architectures", "a set"),
          rule("enum", "/process/capabilities/.*", "config.md: names of capabilities(7)"),
          rule("enum", "/linux/resources/devices/\\*/type", "config-linux.md: a, c or b"),
          rule("minimum|maximum", "/process/consoleSize/.*", "ioctl_tty(2): unsigned short"),
          rule("minimum|maximum", "/process/oomScoreAdj", "proc_pid_oom_score_adj(5)"),
          rule("minimum", "/process/(ioPriority|scheduler)/priority", "ioprio_set(2), sched(7)"),
          rule("minimum|maximum", "/linux/resources/cpu/(period|idle)", "kernel, sched-bwc.rst"),
          rule("minimum", "/linux/resources/(cpu|memory|pids)/.*", "-1 is the only negative"),
          rule("maximum", "/linux/resources/memory/swappiness", "config-linux.md: from 0 to 100"),
          rule("pattern", "/ociVersion", "SemVer, 1.0 to 1.3"),
          rule("pattern", "/root/path|/mounts/\\*/(type|source|options/\\*)", "a C string"),
          rule("pattern", "/mounts/\\*/destination|/process/cwd", "an absolute path"),
          rule("pattern", "/hooks/.*/path", "config.md: MUST be absolute"),
          rule("pattern", "/linux/(devices|namespaces)/\\*/path", "config-linux.md: absolute"),
          rule("pattern", "/linux/(masked|readonly)Paths/\\*", "config-linux.md: absolute"),
          rule("pattern", ".*/env/\\*", "config.md: the same semantics as environ: KEY=value"),
          rule("pattern", ".*/args/\\*|/hostname|/domainname", "a C string"),
          rule("pattern", "/process/(apparmorProfile|selinuxLabel)", "a C string"),
          rule("pattern", "/process/execCPUAffinity/.*", "a cpu list of cpuset(7)"),
          rule("pattern", "/linux/resources/cpu/(cpus|mems)", "a list of cpuset(7)"),
          rule("pattern", "/linux/memoryPolicy/nodes", "a list of cpuset(7)"),
          rule("pattern", "/linux/(cgroupsPath|mountLabel)", "a C string"),
          rule("pattern", "/linux/intelRdt/.*", "a C string"),
          rule("pattern", "/linux/netDevices/.*/name", "dev_valid_name() of the kernel"),
          rule("pattern", "/linux/resources/network/.*/name", "dev_valid_name() of the kernel"),
          rule("pattern", "/linux/resources/devices/\\*/access", "config-linux.md: of r, w and m"),
          rule("pattern", "/linux/seccomp/listenerPath", "a C string"),
          rule(
              "pattern",
              "/linux/seccomp/syscalls/\\*/names/\\*",
              "no system call has such a name"));

  private static Stricter rule(String keyword, String places, String reason) {
    return new Stricter(keyword, Pattern.compile(places), reason);
  }

  boolean explains(Violation violation) {
    String place = violation.instance().toString().replaceAll("/\\d+", "/*");
    return violation.keyword().matches(keyword) && places.matcher(place).matches();
  }
}
