package dev.cdlc.compiler.registry;

/** The statements that say what happens around a container, from its start to its end. */
public enum LifecycleKeyword implements BodyKeyword {
  HOOK(
      Entry.in(Context.CONTAINER, "hook")
          .takes(
              Parameter.one("PHASE", ValueType.HOOK_PHASE),
              Parameter.one("PATH", ValueType.ABSOLUTE_HOST_PATH),
              Parameter.rest("ARGUMENT", ValueType.ARGUMENT))
          .opens(BlockRule.OPTIONAL, Context.HOOK)
          .doc("Runs a program of the host at a point of the container's life.")
          .otherwise("none")
          .merge(Merge.APPENDED)
          .field("hooks")
          .example(
              "container web < root ./rootfs; hook create-container /usr/libexec/audit"
                  + " web < timeout 5s; env LEVEL=info > run /bin/date >")
          .since(1)),
  ANNOTATION(
      Entry.in(Context.CONTAINER, "annotation")
          .takes(Parameter.entries("KEY=VALUE", ValueType.ANNOTATION))
          .doc("Puts a value into config.json for others to read.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("annotations")
          .example(
              "container web < root ./rootfs; annotation com.example.team=web; run"
                  + " /bin/date >")
          .since(1)),
  OCI(
      Entry.in(Context.CONTAINER, "oci")
          .takes(
              Parameter.one("POINTER", ValueType.JSON_POINTER),
              Parameter.one("JSON", ValueType.JSON))
          .doc("Puts a value into config.json after all else: for what CDL cannot say.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("any")
          .example(
              "container web < root ./rootfs; oci /linux/resources/cpu '{\"idle\": 1}';"
                  + " run /bin/date >")
          .since(1)),
  PUBLISH(
      Entry.in(Context.CONTAINER, "publish")
          .takes(Parameter.items("PORT", ValueType.PORT))
          .doc("Leads ports of the host to ports of the container.")
          .otherwise("none")
          .merge(Merge.BY_KEY)
          .field("annotations.org.cdlc.publish")
          .example("container web < root ./rootfs; publish 8080:80/tcp; run /bin/date >")
          .since(1)),
  JOIN(
      Entry.in(Context.CONTAINER, "join")
          .takes(Parameter.items("NETWORK", ValueType.NETWORK))
          .doc("Joins the container to networks that are declared by `network`.")
          .otherwise("none")
          .merge(Merge.APPENDED)
          .field("annotations.org.cdlc.join")
          .example("network backend; container web < root ./rootfs; join backend; run /bin/date >")
          .since(1)),
  AFTER(
      Entry.in(Context.CONTAINER, "after")
          .takes(
              Parameter.one("CONTAINER", ValueType.NAME),
              Parameter.optional("STATE", ValueType.CONTAINER_STATE))
          .doc("Starts the container only when another has started, is ready, or has ended well.")
          .otherwise("none; STATE is started")
          .merge(Merge.BY_KEY)
          .field("annotations.org.cdlc.after")
          .example(
              "container db < root ./db; run /bin/db > container web < root ./rootfs;"
                  + " after db started; run /bin/date >")
          .since(1)),
  READY_EXEC(
      Entry.in(Context.CONTAINER, "ready", "exec")
          .takes(
              Parameter.one("PROGRAM", ValueType.ARGUMENT),
              Parameter.rest("ARGUMENT", ValueType.ARGUMENT))
          .opens(BlockRule.OPTIONAL, Context.READY)
          .doc(
              "Names a program that is run in the container until it ends with status 0:"
                  + " then it is ready.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.ready")
          .example(
              "container web < root ./rootfs; ready exec /bin/probe -q < interval 2s;"
                  + " retries 30 > run /bin/date >")
          .since(1)),
  RESTART(
      Entry.in(Context.CONTAINER, "restart")
          .takes(
              Parameter.one("POLICY", ValueType.RESTART_POLICY),
              Parameter.optionalNumber("TIMES", ValueType.COUNT))
          .doc("Says whether the container is started again when it has ended.")
          .otherwise("never; on-failure without TIMES has no end")
          .merge(Merge.LATER_WINS)
          .field("annotations.org.cdlc.restart")
          .example("container web < root ./rootfs; restart on-failure 5; run /bin/date >")
          .since(1)),
  SECRET(
      Entry.in(Context.CONTAINER, "secret")
          .takes(
              Parameter.one("NAME", ValueType.SECRET_NAME),
              Parameter.one("KIND", ValueType.SECRET_KIND),
              Parameter.one("SOURCE", ValueType.SECRET_SOURCE),
              Parameter.one("PATH", ValueType.ABSOLUTE_PATH),
              Parameter.options("MODE", ValueType.SECRET_OPTION))
          .doc(
              "Shows the container a secret as a file in memory; it is in no environment"
                  + " and no config.json.")
          .otherwise("none; the mode is 0400")
          .merge(Merge.BY_KEY)
          .field("annotations.org.cdlc.secret")
          .example(
              "container web < root ./rootfs; secret db_password file ./secrets/db"
                  + " /run/secrets/db mode=0400; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  LifecycleKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
