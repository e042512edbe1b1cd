package dev.cdlc.compiler.explain;

import dev.cdlc.compiler.registry.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A way of writing values, which types share: sizes, times, paths, limits. */
enum Notation {
  BYTES(
      "bytes",
      "A size, in bytes: a whole number, alone or with its unit and nothing between. "
          + "KiB, MiB, GiB and TiB are powers of 1024; kB, MB, GB and TB powers of 1000.",
      List.of(ValueType.BYTES, ValueType.BYTES_OR_UNLIMITED, ValueType.RLIMIT_VALUES),
      "container web < root ./rootfs; run /bin/date; memory %s >",
      List.of(
          new Example("4096", "4096 bytes"),
          new Example("64KiB", "65536 bytes"),
          new Example("512MiB", "536870912 bytes"),
          new Example("1GB", "1000000000 bytes")),
      List.of(
          new Example("512m", "some read it as MiB, others as MB"),
          new Example("1.5GiB", "not a whole number; write 1536MiB"),
          new Example("64 MiB", "two words"))),
  CPU(
      "cpu",
      "CPU time, as a share of one CPU: percent, CPUs, or thousandths of one; no "
          + "finer than a thousandth.",
      List.of(ValueType.CPU),
      "container web < root ./rootfs; run /bin/date; cpu %s >",
      List.of(
          new Example("50%", "half of one CPU: 50000 us in each 100000"),
          new Example("1.5", "one and a half: 150000 us in each 100000"),
          new Example("1500m", "in thousandths: 150000 us in each 100000")),
      List.of(
          new Example("half", "not a number"),
          new Example("0.05%", "finer than a thousandth of a CPU"),
          new Example("50 %", "two words"))),
  TIME(
      "time",
      "A length of time: whole numbers, each with its unit, larger units first. The "
          + "units are ns, us, ms, s, m, h and d.",
      List.of(ValueType.TIME, ValueType.RLIMIT_VALUES),
      "container web < root ./rootfs; run /bin/date; stop-timeout %s >",
      List.of(
          new Example("500ms", "500ms"),
          new Example("5s", "5s"),
          new Example("1m30s", "90s"),
          new Example("2d", "172800s")),
      List.of(
          new Example("30", "no unit"),
          new Example("1.5s", "not a whole number; write 1500ms"),
          new Example("30s1m", "the larger unit comes first"))),
  RATE(
      "rate",
      "Bytes a second: a size, and `/s`.",
      List.of(ValueType.RATE),
      "container web < root ./rootfs; run /bin/date; io < device 8:0 < read-bps %s > " + "> >",
      List.of(
          new Example("200MiB/s", "209715200 bytes a second"),
          new Example("1kB/s", "1000 bytes a second")),
      List.of(
          new Example("200MiB", "no `/s`"),
          new Example("200mb/s", "some read it as MiB, others as MB"))),
  MODE(
      "mode",
      "The permissions of a file, in octal and with a leading 0, as in chmod(1). In "
          + "config.json the number is decimal.",
      List.of(ValueType.MODE, ValueType.SECRET_OPTION),
      "container web < root ./rootfs; run /bin/id; user 5:5 < umask %s > >",
      List.of(new Example("0022", "18 in config.json"), new Example("0700", "448 in config.json")),
      List.of(
          new Example("22", "no leading 0"),
          new Example("0o22", "no leading 0"),
          new Example("rwx", "not octal"))),
  INT(
      "int",
      "A whole number, decimal or, behind 0x, hexadecimal. What is in range depends "
          + "on the statement; as a param, it may begin with `-`.",
      List.of(ValueType.COUNT, ValueType.COUNT_OR_UNLIMITED, ValueType.WORD64),
      "container web < root ./rootfs; run /bin/date; pids %s >",
      List.of(new Example("128", "128"), new Example("0x80", "128")),
      List.of(
          new Example("1e3", "not a whole number"),
          new Example("1,000", "not a whole number"),
          new Example("-1", "less than any"))),
  ID(
      "id",
      "A user or a group: a number from 0 to 4294967294, or a name, which the "
          + "container's own /etc/passwd and /etc/group resolve when it starts. As a param "
          + "it is a number.",
      List.of(ValueType.USER, ValueType.GROUP),
      "container web < root ./rootfs; run /bin/id; user %s >",
      List.of(
          new Example("0", "user 0, and the group that /etc/passwd gives it"),
          new Example("1000:1001", "user 1000 and group 1001"),
          new Example("www-data", "as /etc/passwd has it")),
      List.of(
          new Example("4294967295", "(uid_t) -1, which stands for `unchanged`"),
          new Example("1000:", "the group is missing"))),
  CPU_LIST(
      "cpu list",
      "CPUs or memory nodes, as cpuset(7) writes lists: numbers and ranges with "
          + "commas between them, and no blanks.",
      List.of(ValueType.CPU_LIST, ValueType.NODE_LIST),
      "container web < root ./rootfs; run /bin/date; cpu < set %s > >",
      List.of(
          new Example("0", "the first"), new Example("0-3,7", "the first four, and the eighth")),
      List.of(
          new Example("0-", "no end"),
          new Example("3-0", "backwards"),
          new Example("0, 1", "two words"))),
  DEV(
      "dev",
      "A block device by its numbers, major and minor, as lsblk(8) shows them.",
      List.of(ValueType.DEVICE_NUMBER),
      "container web < root ./rootfs; run /bin/date; io < device %s < read-iops 5000 " + "> > >",
      List.of(
          new Example("8:0", "as a rule the disk sda"),
          new Example("259:1", "a partition of an NVMe disk")),
      List.of(
          new Example("sda", "a name; `lsblk` shows the numbers"),
          new Example("8", "no minor number"))),
  SIGNAL(
      "signal",
      "A signal of signal(7): a name in either case, with or without SIG, or a number "
          + "from 1 to 64.",
      List.of(ValueType.SIGNAL),
      "container web < root ./rootfs; run /bin/date; stop-signal %s >",
      List.of(
          new Example("SIGQUIT", "SIGQUIT"),
          new Example("quit", "SIGQUIT"),
          new Example("3", "SIGQUIT"),
          new Example("SIGRTMIN+3", "SIGRTMIN+3")),
      List.of(
          new Example("SIGSTAHP", "no such signal"),
          new Example("0", "no signal"),
          new Example("65", "the last is 64"))),
  PATH(
      "path",
      "A path of the host: absolute, or relative to the folder of the .cdl file that "
          + "says it. It reaches config.json relative to the folder of config.json, or "
          + "absolute.",
      List.of(ValueType.PATH, ValueType.SOURCE),
      "container web < root ./rootfs; run /bin/ls; bind %s /srv >",
      List.of(
          new Example("./site", "site"),
          new Example("../shared", "../shared"),
          new Example("/srv/site", "/srv/site")),
      List.of(new Example("my site", "two words; write \"my site\""))),
  CONTAINER_PATH(
      "container path",
      "A path in the container: absolute, without `..`. `//`, `/.` and a `/` at the "
          + "end make no difference.",
      List.of(ValueType.ABSOLUTE_PATH, ValueType.PROTECTED_PATH),
      "container web < root ./rootfs; run /bin/ls; cwd %s >",
      List.of(new Example("/srv", "/srv"), new Example("/srv//www/", "/srv/www")),
      List.of(new Example("srv", "not absolute"), new Example("/srv/../etc", "holds `..`"))),
  SWITCH(
      "switch",
      "`on` or `off`. A param has the type `bool`.",
      List.of(ValueType.TOGGLE),
      "container web < root ./rootfs; run /bin/date; init %s >",
      List.of(new Example("on", "on"), new Example("off", "off")),
      List.of(new Example("true", "write on"), new Example("0", "write off"))),
  UNLIMITED(
      "unlimited",
      "No limit, where a limit may stand: -1 in config.json for memory, pids and CPU "
          + "time, 18446744073709551615 for what `rlimit` sets.",
      List.of(
          ValueType.BYTES_OR_UNLIMITED,
          ValueType.COUNT_OR_UNLIMITED,
          ValueType.CPU,
          ValueType.RLIMIT_VALUES),
      "container web < root ./rootfs; run /bin/date; memory %s >",
      List.of(new Example("unlimited", "-1 in config.json")),
      List.of(new Example("-1", "write unlimited"), new Example("max", "write unlimited"))),
  PORT(
      "port",
      "As a param, a number from 1 to 65535; a value of `publish` says which of the "
          + "host leads to which of the container.",
      List.of(ValueType.PORT),
      "param http port default %s; container web < root ./rootfs; run /bin/date; "
          + "publish ${http}:80 >",
      List.of(new Example("8080", "8080")),
      List.of(new Example("0", "ports begin at 1"), new Example("65536", "ports end at 65535"))),
  STRING(
      "string",
      "As a param, any text.",
      List.of(ValueType.VALUE),
      "param greeting string default %s; container web < root ./rootfs; run "
          + "/bin/date; env GREETING=${greeting} >",
      List.of(new Example("hello", "hello"), new Example("\"good day\"", "good day")),
      List.of(new Example("good day", "two words; write \"good day\"")));

  /** What people call some of them, and their titles. */
  static final Map<String, String> SYNONYMS =
      Map.of(
          "size", "bytes",
          "duration", "time",
          "number", "int",
          "bool", "switch",
          "octal", "mode");

  private final String title;
  private final String doc;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<ValueType> types;

  private final String sample;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Example> right;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Example> wrong;

  /** A value as it is written, and what it means or why it is none. */
  record Example(String written, String note) {}

  Notation(
      String title,
      String doc,
      List<ValueType> types,
      String sample,
      List<Example> right,
      List<Example> wrong) {
    this.title = title;
    this.doc = doc;
    this.types = types;
    this.sample = sample;
    this.right = right;
    this.wrong = wrong;
  }

  /** The notation of that title, or one that people call so. */
  static Optional<Notation> called(String title) {
    String known = SYNONYMS.getOrDefault(title, title);
    return Arrays.stream(values()).filter(notation -> notation.title.equals(known)).findFirst();
  }

  /** The notations that values of a type may be written in. */
  static Stream<Notation> of(ValueType type) {
    return Arrays.stream(values()).filter(notation -> notation.types.contains(type));
  }

  String title() {
    return title;
  }

  String doc() {
    return doc;
  }

  List<ValueType> types() {
    return types;
  }

  /** A file with such a value in place of {@code %s}. */
  String sample() {
    return sample;
  }

  List<Example> right() {
    return right;
  }

  List<Example> wrong() {
    return wrong;
  }
}
