package dev.cdlc.compiler.registry;

import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.model.Expectation;
import dev.cdlc.compiler.model.IoPriority;
import dev.cdlc.compiler.model.Level;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.NumaPolicy;
import dev.cdlc.compiler.model.Personality;
import dev.cdlc.compiler.model.Policy;
import dev.cdlc.compiler.model.Scheduler;
import dev.cdlc.compiler.model.Strictness;
import dev.cdlc.compiler.model.TimeOffset;
import dev.cdlc.plan.Rlimit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A type of argument: how the reference describes it, and its words where it has a fixed list. */
public enum ValueType {
  VERSION("a version of the language: 1"),
  NAME("a name: a lower-case letter, then up to 62 lower-case letters, digits or `-`"),
  SOURCE("the path of a .cdl file, relative to the folder of the file that names it"),
  REFERENCE("a name: a letter or `_`, then letters, digits, `_`, `.` and `-`"),
  PARAM_TYPE(
      "a type: string, int, bytes, cpu, time, port, path, bool or id",
      "string",
      "int",
      "bytes",
      "cpu",
      "time",
      "port",
      "path",
      "bool",
      "id"),
  VALUE("a value"),
  DESCRIPTION("text, as one word in quotes"),
  SECRET_SOURCE("where the secret is: a path, the text itself, or the name of a variable"),
  PROFILE("the name of a profile"),
  LIST_STATEMENT("the name of a list statement: env, cap, bind, ..."),
  ARGUMENT("a word of the command, passed on as it is; no shell is involved"),
  SCRIPT("a script for /bin/sh, as one word in quotes"),
  PATH("a path, absolute or relative to the folder of the .cdl file"),
  ABSOLUTE_PATH("an absolute path in the container"),
  IMAGE("an image's name: [REGISTRY/]NAME[:TAG][@DIGEST], as alpine:3.20"),
  IMAGE_ARCHIVE("an archive of docker-save(1), and a tag in it: ./web.tar:web:v1"),
  IMAGE_LAYOUT("the folder of an OCI image layout, and a tag in it: ./images:web"),
  PROTECTED_PATH(
      "an absolute path in the container, or `default` (those that other engines protect); or"
          + " `none`, alone"),
  PROPAGATION(
      "a propagation of mount_namespaces(7)", List.of("private", "slave", "shared", "unbindable")),
  HOST_NAME("a host name: up to 64 letters, digits, `-`, `.` or `_`"),
  DOMAIN_NAME("a domain name: up to 64 letters, digits, `-`, `.` or `_`"),
  VARIABLE("NAME=VALUE, the name as in a shell: letters, digits and `_`"),
  VARIABLE_NAME("the name of an environment variable"),
  USER("a user, and a group after `:`, each a number (0 to 4294967294) or a name"),
  GROUP("a group, by number (0 to 4294967294) or by name"),
  MODE("a file mode in octal, with its leading 0: 0022"),
  BYTES("a size: 4096, 64KiB, 512MiB, 1GiB (powers of two), 1MB, 1GB (powers of ten)"),
  BYTES_OR_UNLIMITED("a size, as 64KiB, 512MiB, 1GB, or `unlimited`"),
  CPU("an amount of CPU time: 50% of one CPU, 1.5, 1500m, or `unlimited`"),
  TIME("a length of time: 10ms, 5s, 1m30s (ns us ms s m h d)"),
  COUNT_OR_UNLIMITED("a whole number, or `unlimited`"),
  COUNT("a whole number, decimal or as 0x80"),
  CPU_LIST("a list of CPUs, as cpuset(7) has it: 0-3,7"),
  NODE_LIST("a list of memory nodes, as cpuset(7) has it: 0-1"),
  CGROUP_PATH("a path of cgroups: /batch/x, or x, without `..`"),
  CGROUP_FILE("the name of a file of cgroup v2: memory.high"),
  TEXT("one word, as a rule in quotes; passed on as it is"),
  DEVICE_TYPE(
      "the type of the device: `c` (character), `b` (block), `u` (unbuffered) or `p` (FIFO)",
      "c",
      "b",
      "u",
      "p"),
  DEVICE_KIND("`all` devices, `c` (character) or `b` (block)"),
  DEVICE_NUMBERS("the numbers of a device, as `ls -l` shows them: 10:229; in a rule `*` is all"),
  DEVICE_ACCESS("some of `r` (read), `w` (write) and `m` (make its node): rw"),
  DEVICE_OPTION("mode=0660 (octal), uid=0, gid=0, access=rw", "mode=", "uid=", "gid=", "access="),
  DEVICE_NUMBER("the numbers of a block device: 8:0"),
  RATE("a size a second: 200MiB/s"),
  INTERFACE("the name of a network interface: eth0"),
  RDMA_DEVICE("the name of an RDMA device: mlx5_0"),
  CLOS_ID("a name of a folder: no `/`"),
  L3_SCHEMA("a line that begins with `L3:`, in quotes: \"L3:0=7f0;1=1f\""),
  MB_SCHEMA("a line that begins with `MB:`, in quotes: \"MB:0=70;1=20\""),
  RDT_SCHEMA("a line of resctrl's schemata, in quotes: \"L2:0=f0\""),
  ABSOLUTE_HOST_PATH("an absolute path of the host"),
  HOOK_PHASE(
      "when it runs: create-runtime, create-container, start-container, poststart, poststop; or"
          + " prestart, which is deprecated",
      "create-runtime",
      "create-container",
      "start-container",
      "poststart",
      "poststop",
      "prestart"),
  ANNOTATION("KEY=VALUE, the key as a rule a domain backwards: com.example.team=web"),
  JSON_POINTER("a JSON pointer (RFC 6901): /linux/resources/cpu"),
  JSON("a JSON text, in single quotes"),
  PORT("[[ADDRESS:]HOST:]CONTAINER[/tcp|/udp]: 8080:80, 80, [::1]:8443:443/tcp"),
  NETWORK("a name: a letter or `_`, then letters, digits, `_`, `.` and `-`"),
  SUBNET("a range of addresses in CIDR notation: 10.88.7.0/24, fd00:88:7::/64"),
  CONTAINER_STATE("`started`, `ready` or `completed`", "started", "ready", "completed"),
  RESTART_POLICY("`never`, `on-failure` or `always`", "never", "on-failure", "always"),
  SECRET_NAME("a name: letters, digits, `_`, `.` and `-`"),
  SECRET_KIND(
      "`file` (of the host), `value` (the text itself) or `env` (a variable of the caller)",
      "file",
      "value",
      "env"),
  SECRET_OPTION("a mode in octal, as mode=0400", "mode="),
  STATEMENT("a statement that limits or hardens, with its arguments and its block"),
  TOGGLE("`on` or `off`", "on", "off"),
  ACCESS("`ro` (read-only) or `rw` (writable)", "ro", "rw"),
  CAPABILITY("a capability of capabilities(7): SYS_TIME, sys_time or CAP_SYS_TIME; or `ALL`"),
  CAPABILITY_BASE(
      "`default` (Docker's fourteen), `all` or `none`", List.of("default", "all", "none")),
  NAMESPACE(
      "a kind of namespaces(7), and behind `=` the path of one that is joined; `net` may be written"
          + " `network`, and `mount` `mnt`",
      List.of("pid", "net", "mount", "ipc", "uts", "user", "cgroup", "time")),
  USERNS("`auto`: free ids of the host", "auto"),
  CLOCK("a clock of time_namespaces(7)", words(TimeOffset.Clock.values())),
  TIME_OFFSET("a length of time, as 7d or 1m30s; behind `-` the clock is set back"),
  SYSCTL("NAME=VALUE, a parameter of sysctl(8): net.core.somaxconn=1024"),
  NETWORK_MODE(
      "`none`, `host`, `user` (needs no privilege) or `bridge`", words(NetworkMode.values())),
  SCHEDULER_POLICY("a policy of sched(7)", words(Scheduler.Policy.values())),
  SCHEDULER_FLAG("a flag of sched_setattr(2)", words(Scheduler.Flag.values())),
  PRIORITY("a whole number from 1 (low) to 99 (high)"),
  NICE("a whole number from -20 (first) to 19 (last)"),
  IO_CLASS("a class of ioprio_set(2)", words(IoPriority.Type.values())),
  IO_LEVEL("a whole number from 0 (high) to 7 (low); `idle` has no levels"),
  NUMA_MODE("a mode of set_mempolicy(2)", words(NumaPolicy.Mode.values())),
  NUMA_FLAG("a mode flag of set_mempolicy(2)", words(NumaPolicy.Flag.values())),
  TERMINAL("`on`, `off`, or a size in characters, columns first: 120x40"),
  RLIMIT("a resource of getrlimit(2), without RLIMIT_", words(Rlimit.values())),
  RLIMIT_VALUES(
      "SOFT:HARD, or one value for both: a whole number, a size (as, core, data, fsize, memlock,"
          + " msgqueue, rss, stack), a time (cpu, rttime), or `unlimited`"),
  OOM_SCORE("a whole number from -1000 (never killed) to 1000 (killed first)"),
  PERSONALITY("`linux` or `linux32`", words(Personality.values())),
  SIGNAL("a signal of signal(7): SIGQUIT, quit, SIGRTMIN+3, or its number, 1 to 64"),
  APPARMOR_PROFILE("the name of an AppArmor profile, or `unconfined`"),
  SELINUX_LABEL("an SELinux label: USER:ROLE:TYPE, and :LEVEL under most policies"),
  SYSCALL("a system call of syscalls(2), by its name in the kernel: openat, newfstatat"),
  ERRNO("an error of errno(3), EPERM, or its number, 0 to 4095"),
  FILTER_ACTION(
      "`allow`, `log`, `trace`, `notify`, `errno`, `trap`, `kill-thread` or `kill-process`",
      List.of("allow", "log", "trace", "notify", "errno", "trap", "kill-thread", "kill-process")),
  FILTER_ARCH("a machine of seccomp_arch_add(3): x86_64, x86, x32, aarch64, arm, ..."),
  FILTER_FLAG("`tsync`, `log`, `spec-allow` or `wait-killable-recv`, of seccomp(2)"),
  ARGUMENT_INDEX("which argument of the call: 0 to 5"),
  COMPARISON("`eq`, `ne`, `lt`, `le`, `gt`, `ge` or `masked-eq`"),
  WORD64("a whole number of 64 bits without a sign: 40, 0x7e020000"),
  BIND_OPTION(
      "a mount option of OCI config.md: ro, nosuid, noexec, rbind, ...",
      FilesystemOptions.words(FilesystemOptions.BIND)),
  TMPFS_OPTION(
      "a mount option of OCI config.md, or one of tmpfs(5): mode=1777, uid=0",
      FilesystemOptions.words(FilesystemOptions.TMPFS)),
  MOUNT_OPTION(
      "a mount option of OCI config.md, or one that the file system itself knows",
      FilesystemOptions.words("any")),
  FILESYSTEM_TYPE("a type of file system, as in /proc/filesystems; or `bind`"),
  MOUNT_SOURCE(
      "what the file system is made of: a device, a name; a path of the host begins with `/`, `./`"
          + " or `../`"),
  ID("a whole number from 0 to 4294967294"),
  ID_COUNT("how many ids, at least 1"),
  LINT_LEVEL("a level of Kubernetes' Pod Security Standards", words(Level.values())),
  LINT_FACT(
      "what is known of where containers run: cgroup=v2, kernel=6.1, rootless, runtime=runc@1.1"),
  LINT_RULE("the code of a rule: CDL2009"),
  LINT_STRICTNESS("how grave it is what the rule finds, or `off`", words(Strictness.values())),
  LINT_SEVERITY("how grave a finding is", words(Severity.values())),
  POLICY_FACT("something that can be asked of every container", words(Policy.Fact.values())),
  POLICY_OPERATOR(
      "`has` and `lacks` for lists, `is` and `is-not` for values, `above` and `below` for numbers",
      words(Policy.Operator.values())),
  POLICY_VALUE("a value of the fact, a pattern of such values, or `set` or `unset` behind `is`"),
  VERDICT(
      "`meets` if none of the rules finds anything, `breaks` if each of them does",
      words(Expectation.Verdict.values())),
  EXPECTED_RULE(
      "the name of a policy, the code of a rule about containers, or a pattern of these: `*` is all"),
  GLOB("a pattern of paths from the project's folder: legacy/**, *.dev.cdl");

  private final String doc;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of and copyOf
  private final List<String> words;

  ValueType(String doc, String... words) {
    this(doc, List.of(words));
  }

  ValueType(String doc, List<String> words) {
    this.doc = doc;
    this.words = words;
  }

  /** What a value looks like, for the reference. */
  public String doc() {
    return doc;
  }

  /** The only words that fit, where there is such a list; one that ends in {@code =} takes more. */
  public List<String> words() {
    return words;
  }

  /** Whether a word is a path of the host, which starts at the folder of the .cdl file. */
  public boolean isPath(String word) {
    return switch (this) {
      case PATH, IMAGE_LAYOUT, IMAGE_ARCHIVE -> true;
      default -> this == MOUNT_SOURCE && isDotted(word);
    };
  }

  /** Whether a word can only be a path, and a relative one. */
  private static boolean isDotted(String word) {
    return word.equals(".") || word.equals("..") || word.startsWith("./") || word.startsWith("../");
  }

  /** Whether words that are not on the list may be meant: whoever reads them judges that. */
  public boolean takesOthers() {
    return this == BIND_OPTION || this == TMPFS_OPTION || this == MOUNT_OPTION;
  }

  /** Whether a secret param may stand for a value. */
  public boolean takesSecret() {
    return this == SECRET_SOURCE;
  }

  /** Whether a word is on the type's list, or may be meant as one of its kind. */
  public boolean lists(String word) {
    int equals = word.indexOf('=');
    return words.contains(equals < 0 ? word : word.substring(0, equals + 1))
        || (takesOthers() && MountOption.of(word).isPresent());
  }

  /** The constants' names as the language writes words: {@code best-effort}. */
  private static List<String> words(Enum<?>... constants) {
    return Arrays.stream(constants).map(ValueType::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
