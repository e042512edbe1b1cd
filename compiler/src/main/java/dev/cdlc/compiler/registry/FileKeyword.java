package dev.cdlc.compiler.registry;

/** The statements of a file's top level. */
public enum FileKeyword implements Keyword {
  CDL(
      Entry.in(Context.FILE, "cdl")
          .takes(Parameter.one("VERSION", ValueType.VERSION))
          .doc("Says for which version of the language the file was written; it stands first.")
          .otherwise("the newest version")
          .merge(Merge.NONE)
          .field("none: annotation org.cdlc.version")
          .example("cdl 1; container web < root ./rootfs; run /bin/date >")
          .since(1)),
  INCLUDE(
      Entry.in(Context.FILE, "include")
          .takes(
              Parameter.one("FILE", ValueType.SOURCE),
              Parameter.behind("as", "NAME", ValueType.NAME))
          .doc("Brings in what another file declares; with `as`, its names begin with `NAME.`.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example("include ./base.cdl; container web < root ./rootfs; run /bin/date >")
          .since(1)),
  PARAM(
      Entry.in(Context.FILE, "param")
          .takes(
              Parameter.one("NAME", ValueType.REFERENCE),
              Parameter.one("TYPE", ValueType.PARAM_TYPE),
              Parameter.behind("default", "VALUE", ValueType.VALUE))
          .opens(BlockRule.OPTIONAL, Context.PARAM)
          .doc("Declares a value that is given from outside; `${NAME}` stands for it.")
          .otherwise("none; without a default, whoever needs the value must give it")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "param size bytes default 1GiB;"
                  + " container web < root ./rootfs; memory ${size}; run /bin/date >")
          .since(1)),
  LET(
      Entry.in(Context.FILE, "let")
          .takes(
              Parameter.one("NAME", ValueType.REFERENCE), Parameter.one("VALUE", ValueType.VALUE))
          .doc("Gives a value a name; `${NAME}` stands for it.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example("let app /srv/app; container web < root ${app}/rootfs; run /bin/date >")
          .since(1)),
  PROFILE(
      Entry.in(Context.FILE, "profile")
          .takes(
              Parameter.one("NAME", ValueType.NAME),
              Parameter.itemsBehind("use", "PROFILE", ValueType.PROFILE))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Declares statements that containers take over by `use`.")
          .otherwise("the built-in profiles: default, hardened, restricted")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "profile small < memory 64MiB; pids 32 >"
                  + " container web use small < root ./rootfs; run /bin/date >")
          .since(1)),
  CONTAINER(
      Entry.in(Context.FILE, "container")
          .takes(
              Parameter.one("NAME", ValueType.NAME),
              Parameter.itemsBehind("use", "PROFILE", ValueType.PROFILE))
          .opens(BlockRule.REQUIRED, Context.CONTAINER)
          .doc("Declares a container; its block says what the container is.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("one config.json for each container")
          .example("container web < root ./rootfs; run /usr/sbin/nginx >")
          .since(1)),
  NETWORK(
      Entry.in(Context.FILE, "network")
          .takes(Parameter.one("NAME", ValueType.NETWORK))
          .opens(BlockRule.OPTIONAL, Context.NETWORK)
          .doc("Declares a network that containers can `join`.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "network backend < subnet 10.88.7.0/24 >"
                  + " container web < root ./rootfs; join backend; run /bin/date >")
          .since(1)),
  STACK(
      Entry.in(Context.FILE, "stack")
          .takes(Parameter.one("NAME", ValueType.NETWORK))
          .opens(BlockRule.REQUIRED, Context.STACK)
          .doc("Holds containers that belong together, and networks that only they can join.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("annotations.org.cdlc.stack")
          .example(
              "stack shop < network backend;"
                  + " container web < root ./rootfs; join backend; run /bin/date > >")
          .since(1)),
  VARIANT(
      Entry.in(Context.FILE, "variant")
          .takes(Parameter.one("NAME", ValueType.NAME))
          .opens(BlockRule.REQUIRED, Context.VARIANT)
          .doc("Declares what `--variant NAME` lays over containers, each called by its name.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "container web < root ./rootfs; run /bin/date >"
                  + " variant prod < container web < memory 1GiB > >")
          .since(1)),
  LINT(
      Entry.in(Context.FILE, "lint")
          .opens(BlockRule.REQUIRED, Context.LINT)
          .doc(
              "Says how `cdlc validate` looks over the files of a project; it stands in `cdlc.cdl`"
                  + " alone.")
          .otherwise("every rule is followed, at the level `baseline`")
          .merge(Merge.NONE)
          .field("none")
          .example("lint < level restricted; rule CDL3002 error; fail-on warning >")
          .since(1)),
  POLICY(
      Entry.in(Context.FILE, "policy")
          .takes(Parameter.one("NAME", ValueType.NAME))
          .opens(BlockRule.REQUIRED, Context.POLICY)
          .doc(
              "Demands something of the containers of a project, for `cdlc validate`; it stands in"
                  + " `cdlc.cdl` alone.")
          .otherwise("none")
          .merge(Merge.NONE)
          .field("none")
          .example("policy no-host-net < deny ns lacks net; message \"no host network\" >")
          .since(1)),
  EXPECT(
      Entry.in(Context.FILE, "expect")
          .takes(
              Parameter.one("CONTAINER", ValueType.NAME),
              Parameter.one("VERDICT", ValueType.VERDICT),
              Parameter.items("RULE", ValueType.EXPECTED_RULE))
          .doc(
              "Says what policies and rules find in a container, for `cdlc test`; it stands in files"
                  + " whose names end in `.cdltest`.")
          .otherwise("nothing is expected")
          .merge(Merge.NONE)
          .field("none")
          .example(
              "container web < root ./rootfs; net host; run /bin/date > expect web breaks CDL2006")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  FileKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
