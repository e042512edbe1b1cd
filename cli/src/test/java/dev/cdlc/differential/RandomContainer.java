package dev.cdlc.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A container that is valid, can be run, and is otherwise left to chance: the same seed gives the
 * same source. Nothing is said that an old runc does not know (domain name, personality, time
 * namespace, scheduler, io priority, memory policy, weights on cgroup v1), nor what it does not
 * survive, as little address space.
 */
final class RandomContainer {
  private static final List<String> NAMESPACES = List.of("pid", "net", "ipc", "uts", "cgroup");
  private static final List<String> CAPABILITIES =
      List.of(
          "CHOWN",
          "FOWNER",
          "KILL",
          "MKNOD",
          "NET_ADMIN",
          "NET_RAW",
          "SETUID",
          "SYS_ADMIN",
          "SYS_CHROOT",
          "SYS_NICE",
          "SYS_PTRACE",
          "SYS_TIME");
  private static final List<String> MASKABLE =
      List.of("/etc", "/file", "/none", "/proc/cmdline", "/proc/bus", "/sys/kernel", "/data/file");
  private static final List<String> MOUNT_OPTIONS =
      List.of("nosuid", "nodev", "noexec", "noatime", "nodiratime");
  private static final List<String> RLIMITS = List.of("core", "fsize", "rss", "stack");
  private static final List<String> CALLS =
      List.of("acct", "chroot", "mount", "ptrace", "reboot", "swapon", "syslog", "umount2");

  private final Random random;
  private final List<String> statements = new ArrayList<>();
  private boolean uts = true;
  private boolean net = true;
  private boolean ipc = true;

  private RandomContainer(long seed) {
    random = new Random(seed * 0x9e37_79b9_7f4a_7c15L);
  }

  /** Its source; the folder has a root folder and a folder of data. */
  static String source(long seed) {
    return new RandomContainer(seed).source("g" + seed);
  }

  private String source(String name) {
    say("root ./root%s".formatted(perhaps(4, " ro")));
    say("run /bin/sh /probe.sh%s%s".formatted(perhaps(4, " one"), perhaps(4, " \"two  words\"")));
    namespaces();
    process();
    user();
    privileges();
    mounts();
    paths();
    devices();
    resources();
    Collections.shuffle(statements.subList(firstUnordered(), statements.size()), random);
    return "container %s <\n  %s;\n>\n".formatted(name, String.join(";\n  ", statements));
  }

  /** Mounts keep their order among each other, and so do rules; the rest may stand anywhere. */
  private int firstUnordered() {
    List<String> ordered = statements.stream().filter(RandomContainer::hasOrder).toList();
    statements.removeAll(ordered);
    statements.addAll(0, ordered);
    return ordered.size();
  }

  private static boolean hasOrder(String statement) {
    return statement.matches("(?s)(bind|tmpfs|mount|device-rule) .*");
  }

  private void namespaces() {
    if (one(3)) {
      List<String> kinds = some(NAMESPACES);
      kinds.add("mount");
      uts = kinds.contains("uts");
      net = kinds.contains("net");
      ipc = kinds.contains("ipc");
      say("ns %s".formatted(String.join(", ", kinds)));
    }
    if (uts && one(3)) {
      say("hostname %s".formatted(any("box", "a.example.org", "h".repeat(60))));
    }
    if (net && one(4)) {
      say("sysctl net.core.somaxconn=%d".formatted(1 + random.nextInt(4000)));
    }
    if (ipc && one(4)) {
      say("sysctl kernel.shmmni=%d, fs.mqueue.msg_max=%d".formatted(1 + random.nextInt(4000), 5));
    }
  }

  private void process() {
    if (one(3)) {
      say(
          "env A=%d, B='%s', PATH=/bin"
              .formatted(random.nextInt(), any("", "x y", "=", "$HOME", "ü")));
    }
    if (one(3)) {
      say("cwd %s".formatted(any("/etc", "/new/folder", "/data", "/proc")));
    }
    if (one(3)) {
      int soft = 16 + random.nextInt(100);
      say("rlimit %s %dMiB:%dMiB".formatted(any(RLIMITS), soft, soft * (1 + random.nextInt(2))));
    }
    if (one(3)) {
      say("rlimit nofile %d:%d".formatted(64 + random.nextInt(64), 128 + random.nextInt(64)));
    }
    if (one(4)) {
      say("oom-score-adj %d".formatted(random.nextInt(1001)));
    }
    if (one(4)) {
      say("annotation org.example.n=%d".formatted(random.nextInt()));
    }
  }

  private void user() {
    if (one(3)) {
      say("user %d:%d".formatted(random.nextInt(70_000), random.nextInt(70_000)));
    }
    if (one(4)) {
      say(
          "user < groups %d, %d; umask %s >"
              .formatted(5, 7 + random.nextInt(9999), any("0027", "0", "0077")));
    }
  }

  private void privileges() {
    List<String> named = some(CAPABILITIES);
    int dropped = random.nextInt(named.size() + 1);
    if (one(2)) {
      say("cap base %s".formatted(any("default", "none")));
      list("cap drop", named.subList(0, dropped));
      list("cap add", named.subList(dropped, named.size()));
    } else if (one(3)) {
      list("cap only", named);
    }
    if (one(3)) {
      say("no-new-privs off");
    }
    if (one(3)) {
      say("seccomp unconfined");
    } else if (one(3)) {
      say(
          "seccomp < default allow; deny %s; deny errno %s %s >"
              .formatted(
                  "kexec_load", any("ENOSYS", "EACCES"), String.join(", ", atLeastOne(CALLS))));
    }
  }

  private void mounts() {
    for (String target : some(List.of("/data", "/data/file", "/new/folder", "/tmp", "/etc/sub"))) {
      mount(target);
    }
    if (one(6)) {
      say("mount proc proc /proc nosuid hidepid=%d".formatted(random.nextInt(3)));
    }
    if (one(5)) {
      say("rootfs-propagation %s".formatted(any("private", "slave")));
    }
  }

  private void mount(String target) {
    if (target.endsWith("file")) {
      say("bind ./data/file %s%s%s".formatted(target, perhaps(3, " ro"), mountOptions()));
    } else if (one(2)) {
      say("bind ./data %s%s%s".formatted(target, perhaps(3, " ro"), mountOptions()));
    } else {
      say(
          "tmpfs %s %dKiB mode=0%s%s"
              .formatted(
                  target, 64 << random.nextInt(4), any("755", "1777", "700"), mountOptions()));
    }
  }

  private String mountOptions() {
    List<String> options = some(MOUNT_OPTIONS);
    return options.isEmpty() ? "" : " " + String.join(" ", options);
  }

  private void paths() {
    if (one(3)) {
      say(
          "masked-paths %s%s"
              .formatted(perhaps(2, "default, "), String.join(", ", atLeastOne(MASKABLE))));
    }
    if (one(3)) {
      say(
          "readonly-paths %s%s"
              .formatted(perhaps(2, "default, "), String.join(", ", atLeastOne(MASKABLE))));
    }
  }

  private void devices() {
    if (one(4)) {
      say(
          "device /dev/%s c %d:%d mode=0%s"
              .formatted(any("probed", "sub/folder/probed"), 1, 7, any("600", "666")));
    }
    if (one(5)) {
      say("device-rule deny all");
    }
    if (one(4)) {
      say(
          "device-rule allow %s 231:%s %s"
              .formatted(any("c", "b"), any("*", "255"), any("r", "rw", "rwm")));
    }
  }

  private void resources() {
    if (one(3)) {
      say(
          "cpu < limit %d%%; period %dms >"
              .formatted(10 + random.nextInt(90), 20 + random.nextInt(80)));
    }
    if (one(4)) {
      say("cpu < %s >".formatted(any("shares 2", "shares 512", "set 0; mems 0")));
    }
    if (one(3)) {
      int limit = 32 + random.nextInt(64);
      say(
          "memory < limit %dMiB%s >"
              .formatted(limit, perhaps(3, "; reservation " + limit / 2 + "MiB")));
    }
    if (one(3)) {
      say("pids %d".formatted(64 + random.nextInt(1000)));
    }
  }

  private void say(String statement) {
    statements.add(statement);
  }

  private void list(String statement, List<String> values) {
    if (!values.isEmpty()) {
      say("%s %s".formatted(statement, String.join(", ", values)));
    }
  }

  /** Whether what comes to pass once in so many times does. */
  private boolean one(int times) {
    return random.nextInt(times) == 0;
  }

  private String perhaps(int times, String text) {
    return one(times) ? text : "";
  }

  private String any(String... choices) {
    return any(List.of(choices));
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Some of them, perhaps none, in any order. */
  private List<String> some(List<String> choices) {
    List<String> shuffled = new ArrayList<>(choices);
    Collections.shuffle(shuffled, random);
    return new ArrayList<>(shuffled.subList(0, random.nextInt(1 + choices.size() / 2)));
  }

  private List<String> atLeastOne(List<String> choices) {
    List<String> some = some(choices);
    return some.isEmpty() ? List.of(any(choices)) : some;
  }
}
