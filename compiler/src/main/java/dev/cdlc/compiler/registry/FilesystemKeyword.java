package dev.cdlc.compiler.registry;

/** The statements that say which files a container sees. */
public enum FilesystemKeyword implements BodyKeyword {
  ROOT(
      Entry.in(Context.CONTAINER, "root")
          .takes(
              Parameter.one("DIR", ValueType.PATH),
              Parameter.optional("ACCESS", ValueType.ACCESS),
              Parameter.wordAndMore("overlay", "UPPER", ValueType.PATH))
          .doc(
              "Makes a folder the container's root file system; `overlay` leaves it as it is, and"
                  + " keeps what the container changes in UPPER, or in memory while it runs.")
          .otherwise("none: it must be said; ACCESS is rw")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container web < root ./rootfs ro; run /bin/date >")
          .since(1)),
  ROOT_HOST(
      Entry.in(Context.CONTAINER, "root", "host")
          .doc(
              "Makes the host's own tree, recursively read-only, the container's root: for trying"
                  + " things, not a wall.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly, mounts")
          .example("container hello < root host; run /bin/echo hello >")
          .since(1)),
  ROOT_FROM(
      Entry.in(Context.CONTAINER, "root", "from")
          .takes(Parameter.items("PROGRAM", ValueType.ABSOLUTE_HOST_PATH))
          .doc(
              "Makes a read-only root of programs of the host, at the same paths, and the libraries"
                  + " that they need.")
          .otherwise("none")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container sh < root from /bin/sh, /bin/ls; run /bin/ls >")
          .since(1)),
  ROOT_TAR(
      Entry.in(Context.CONTAINER, "root", "tar")
          .takes(
              Parameter.one("FILE", ValueType.PATH), Parameter.optional("ACCESS", ValueType.ACCESS))
          .doc("Makes the contents of a tar archive, compressed or not, the root.")
          .otherwise("none; ACCESS is rw")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container web < root tar ./rootfs.tar.zst; run /bin/date >")
          .since(1)),
  ROOT_OCI(
      Entry.in(Context.CONTAINER, "root", "oci")
          .takes(
              Parameter.one("LAYOUT[:TAG]", ValueType.IMAGE_LAYOUT),
              Parameter.optional("ACCESS", ValueType.ACCESS))
          .doc(
              "Makes an image of an OCI image layout the root; its command, user and the like are"
                  + " what holds where nothing is said.")
          .otherwise("none; ACCESS is rw")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container web < root oci ./images:web >")
          .since(1)),
  ROOT_DOCKER_ARCHIVE(
      Entry.in(Context.CONTAINER, "root", "docker-archive")
          .takes(
              Parameter.one("FILE[:TAG]", ValueType.IMAGE_ARCHIVE),
              Parameter.optional("ACCESS", ValueType.ACCESS))
          .doc(
              "Makes an image that docker-save(1) wrote the root; its command, user and the like"
                  + " are what holds where nothing is said.")
          .otherwise("none; ACCESS is rw")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container web < root docker-archive ./web.tar >")
          .since(1)),
  ROOT_IMAGE(
      Entry.in(Context.CONTAINER, "root", "image")
          .takes(
              Parameter.one("IMAGE", ValueType.IMAGE),
              Parameter.optional("ACCESS", ValueType.ACCESS))
          .doc(
              "Makes an image of a registry the root; its command, user and the like are what holds"
                  + " where nothing is said.")
          .otherwise("none; ACCESS is rw")
          .merge(Merge.LATER_WINS)
          .field("root.path, root.readonly")
          .example("container web < root image docker.io/library/nginx:1.27 ro >")
          .since(1)),
  BIND(
      Entry.in(Context.CONTAINER, "bind")
          .takes(
              Parameter.one("SOURCE", ValueType.PATH),
              Parameter.one("TARGET", ValueType.ABSOLUTE_PATH),
              Parameter.options("OPTION", ValueType.BIND_OPTION))
          .opens(BlockRule.OPTIONAL, Context.MOUNT)
          .doc("Shows a file or folder of the host at another place in the container.")
          .otherwise("no binds; options are rw, and not recursive unless `rbind` says so")
          .merge(Merge.BY_KEY)
          .field("mounts[]")
          .example("container web < root ./rootfs; bind ./site /srv ro nosuid; run /bin/date >")
          .since(1)),
  TMPFS(
      Entry.in(Context.CONTAINER, "tmpfs")
          .takes(
              Parameter.one("TARGET", ValueType.ABSOLUTE_PATH),
              Parameter.optionalNumber("SIZE", ValueType.BYTES),
              Parameter.options("OPTION", ValueType.TMPFS_OPTION))
          .opens(BlockRule.OPTIONAL, Context.MOUNT)
          .doc("Mounts an empty file system that lives in memory and goes with the container.")
          .otherwise("none; options are nosuid nodev, SIZE is half of the memory")
          .merge(Merge.BY_KEY)
          .field("mounts[]")
          .example("container web < root ./rootfs; tmpfs /tmp 64MiB mode=1777; run /bin/date >")
          .since(1)),
  MOUNT(
      Entry.in(Context.CONTAINER, "mount")
          .takes(
              Parameter.one("TYPE", ValueType.FILESYSTEM_TYPE),
              Parameter.one("SOURCE", ValueType.MOUNT_SOURCE),
              Parameter.one("TARGET", ValueType.ABSOLUTE_PATH),
              Parameter.options("OPTION", ValueType.MOUNT_OPTION))
          .opens(BlockRule.OPTIONAL, Context.MOUNT)
          .doc("Mounts a file system of any type, with exactly the options that are written.")
          .otherwise("none; there are no options but those that are written")
          .merge(Merge.BY_KEY)
          .field("mounts[]")
          .example(
              "container web < root ./rootfs; mount ext4 /dev/vdb /data noatime; run /bin/date >")
          .since(1)),
  DEFAULT_MOUNTS(
      Entry.in(Context.CONTAINER, "default-mounts")
          .takes(Parameter.one("SWITCH", ValueType.TOGGLE))
          .doc("Says whether /proc, /dev, /sys and what belongs to them are mounted.")
          .otherwise("on")
          .merge(Merge.LATER_WINS)
          .field("mounts[]")
          .example("container bare < root ./rootfs; default-mounts off; run /bin/date >")
          .since(1)),
  MASKED_PATHS(
      Entry.in(Context.CONTAINER, "masked-paths")
          .takes(Parameter.items("PATH", ValueType.PROTECTED_PATH))
          .doc("Lists files and folders of the container that it cannot look into.")
          .otherwise("default")
          .merge(Merge.APPENDED)
          .field("linux.maskedPaths")
          .example(
              "container web < root ./rootfs; masked-paths default, /proc/cmdline; run /bin/date >")
          .since(1)),
  READONLY_PATHS(
      Entry.in(Context.CONTAINER, "readonly-paths")
          .takes(Parameter.items("PATH", ValueType.PROTECTED_PATH))
          .doc("Lists files and folders of the container that it cannot change.")
          .otherwise("default")
          .merge(Merge.APPENDED)
          .field("linux.readonlyPaths")
          .example("container web < root ./rootfs; readonly-paths default, /etc; run /bin/date >")
          .since(1)),
  ROOTFS_PROPAGATION(
      Entry.in(Context.CONTAINER, "rootfs-propagation")
          .takes(Parameter.one("PROPAGATION", ValueType.PROPAGATION))
          .doc("Says whether the root passes mounts on, to the container's own or from the host.")
          .otherwise("private; slave where a mount is `slave` or `rslave`")
          .merge(Merge.LATER_WINS)
          .field("linux.rootfsPropagation")
          .example("container web < root ./rootfs; rootfs-propagation slave; run /bin/date >")
          .since(1));

  @SuppressWarnings("ImmutableEnumChecker") // an entry copies its lists
  private final Entry entry;

  FilesystemKeyword(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
