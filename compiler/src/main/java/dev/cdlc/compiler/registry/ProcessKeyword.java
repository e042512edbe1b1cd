package dev.cdlc.compiler.registry;

/** The statements that say what runs in a container, as whom, and with which surroundings. */
public enum ProcessKeyword implements BodyKeyword {
  RUN(
      Entry.in(Context.CONTAINER, "run")
          .takes(Parameter.words("ARGUMENT", ValueType.ARGUMENT))
          .doc("Names the command and its arguments, word by word; no shell is involved.")
          .otherwise("none: such a container compiles, but cannot be run")
          .merge(Merge.LATER_WINS)
          .field("process.args")
          .example("container web < root ./rootfs; run /usr/sbin/nginx -g \"daemon off;\" >")
          .since(1)),
  SHELL(
      Entry.in(Context.CONTAINER, "shell")
          .takes(Parameter.script("SCRIPT", ValueType.SCRIPT))
          .doc("Runs a script by the container's own /bin/sh -c; it takes the place of `run`.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("process.args")
          .example("container web < root ./rootfs; shell \"date > /tmp/now; cat /tmp/now\" >")
          .since(1)),
  CWD(
      Entry.in(Context.CONTAINER, "cwd")
          .takes(Parameter.one("DIR", ValueType.ABSOLUTE_PATH))
          .doc("Sets the folder that the command starts in.")
          .otherwise("/")
          .merge(Merge.LATER_WINS)
          .field("process.cwd")
          .example("container web < root ./rootfs; cwd /srv; run /bin/ls >")
          .since(1)),
  TERMINAL(
      Entry.in(Context.CONTAINER, "terminal")
          .takes(Parameter.optional("SIZE", ValueType.TERMINAL))
          .doc("Gives the command a terminal of its own, COLUMNSxROWS in size where that is said.")
          .otherwise("off; SIZE is on: the size of the terminal that the container is run from")
          .merge(Merge.LATER_WINS)
          .field("process.terminal, process.consoleSize")
          .example("container web < root ./rootfs; terminal 120x40; run /bin/sh >")
          .since(1)),
  ENV(
      Entry.in(Context.CONTAINER, "env")
          .takes(Parameter.entries("NAME=VALUE", ValueType.VARIABLE))
          .doc("Sets environment variables.")
          .otherwise("PATH only")
          .merge(Merge.BY_KEY)
          .field("process.env")
          .example("container web < root ./rootfs; env TZ=UTC, MOTD=\"good day\"; run /bin/date >")
          .since(1)),
  ENV_PASS(
      Entry.in(Context.CONTAINER, "env", "pass")
          .takes(Parameter.items("NAME", ValueType.VARIABLE_NAME))
          .doc(
              "Passes environment variables on from whoever runs the container, where they are"
                  + " set.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("process.env")
          .example("container web < root ./rootfs; env pass TERM, LANG; run /bin/date >")
          .since(1)),
  ENV_FILE(
      Entry.in(Context.CONTAINER, "env", "file")
          .takes(Parameter.one("PATH", ValueType.PATH))
          .doc("Sets the environment variables that a file lists, unless `env` does beside it.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("process.env[]")
          .example("container web < root ./rootfs; env file ./web.env; run /usr/bin/env >")
          .since(1)),
  USER(
      Entry.in(Context.CONTAINER, "user")
          .takes(Parameter.optional("USER[:GROUP]", ValueType.USER))
          .opens(BlockRule.OR_ARGUMENTS, Context.USER)
          .doc("Says who the command runs as; names are looked up in the container's own files.")
          .otherwise("0:0; without GROUP, the user's own group in /etc/passwd, else 0")
          .merge(Merge.LATER_WINS)
          .field("process.user.uid, process.user.gid")
          .example(
              "container web < root ./rootfs; user 101:101 < groups 5, 6; umask 0027 > run /bin/id"
                  + " >")
          .since(1)),
  RLIMIT(
      Entry.in(Context.CONTAINER, "rlimit")
          .takes(
              Parameter.one("TYPE", ValueType.RLIMIT),
              Parameter.one("LIMIT", ValueType.RLIMIT_VALUES))
          .doc("Sets a resource limit of getrlimit(2); one LIMIT is both the soft and the hard.")
          .otherwise("those of whoever runs the container")
          .merge(Merge.BY_KEY)
          .field("process.rlimits[]")
          .example("container web < root ./rootfs; rlimit nofile 1024:4096; run /bin/date >")
          .skippable()
          .since(1)),
  OOM_SCORE_ADJ(
      Entry.in(Context.CONTAINER, "oom-score-adj")
          .takes(Parameter.one("SCORE", ValueType.OOM_SCORE))
          .doc("Makes the kernel kill the command sooner (up to 1000) or later when memory is out.")
          .otherwise("that of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("process.oomScoreAdj")
          .example("container web < root ./rootfs; oom-score-adj 200; run /bin/date >")
          .skippable()
          .since(1)),
  PERSONALITY(
      Entry.in(Context.CONTAINER, "personality")
          .takes(Parameter.one("DOMAIN", ValueType.PERSONALITY))
          .doc("Sets the execution domain; under linux32, uname(2) tells of a 32-bit machine.")
          .otherwise("that of whoever runs the container")
          .merge(Merge.LATER_WINS)
          .field("linux.personality.domain")
          .example("container web < root ./rootfs; personality linux32; run /bin/uname -m >")
          .since(1)),
  INIT(
      Entry.in(Context.CONTAINER, "init")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether process 1 is one that reaps orphans and forwards signals.")
          .otherwise("off: the command is process 1")
          .merge(Merge.LATER_WINS)
          .field("none: annotation org.cdlc.init")
          .example("container web < root ./rootfs; init on; run /srv/jobs >")
          .since(1)),
  STOP_SIGNAL(
      Entry.in(Context.CONTAINER, "stop-signal")
          .takes(Parameter.one("SIGNAL", ValueType.SIGNAL))
          .doc("Chooses the signal that asks the command to end.")
          .otherwise("SIGTERM")
          .merge(Merge.LATER_WINS)
          .field("none: annotation org.cdlc.stop-signal")
          .example("container web < root ./rootfs; stop-signal SIGQUIT; run /usr/sbin/nginx >")
          .since(1)),
  STOP_TIMEOUT(
      Entry.in(Context.CONTAINER, "stop-timeout")
          .takes(Parameter.one("TIME", ValueType.TIME))
          .doc("Says how long the command has to end before it is killed; 0s kills at once.")
          .otherwise("10s")
          .merge(Merge.LATER_WINS)
          .field("none: annotation org.cdlc.stop-timeout")
          .example("container web < root ./rootfs; stop-timeout 30s; run /usr/sbin/nginx >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  ProcessKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
