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
