package dev.cdlc.importer.docker;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The flags that CDL need not or cannot say, by the reason. */
final class OtherFlags {
  private static final String FOREGROUND =
      "`cdlc run` stays in the foreground; let a service manager or a shell run it elsewhere";

  private static final String IMAGES = "cdlc fetches no images";
  private static final String OUTPUT =
      "what the container writes goes where the output of `cdlc run` goes";

  private static final String NAMES =
      "cdlc leaves /etc/hosts and /etc/resolv.conf as the root has them; `bind` others over them";

  private static final String ADDRESSES = "cdlc gives addresses and names on networks itself";
  private static final String DISKS =
      "`io` limits a device by its numbers: io < device 8:0 < read-bps 10MiB/s > >";

  private static final String HEALTH = "`ready` knows the program, interval, timeout and retries";
  private static final String ENGINE = "this is about the engine, and cdlc has none";
  private static final String WINDOWS = "this is for Windows alone";
  private static final String VARIABLES = "`env` and `env pass` name the variables one by one";

  private OtherFlags() {}

  /** Other names for flags, and names that they had. */
  static Map<String, String> aliases() {
    return Map.of(
        "net", "network",
        "dns-option", "dns-opt",
        "net-alias", "network-alias");
  }

  static List<Flag> all() {
    return Stream.of(
            Stream.of(
                    "sig-proxy",
                    "disable-content-trust",
                    "no-healthcheck",
                    "replace",
                    "rmi",
                    "http-proxy")
                .map(Flag::granted),
            switches(FOREGROUND, "detach"),
            values(FOREGROUND, "detach-keys", "attach", "cidfile", "pidfile", "conmon-pidfile"),
            values(FOREGROUND, "sdnotify", "timeout", "preserve-fds", "preserve-fd"),
            values(IMAGES, "pull", "platform", "arch", "os", "variant", "authfile", "creds"),
            values(IMAGES, "cert-dir", "decryption-key", "image-volume", "retry", "retry-delay"),
            switches(IMAGES, "quiet", "tls-verify"),
            values(OUTPUT, "log-driver", "log-opt"),
            values(NAMES, "add-host", "dns", "dns-opt", "dns-search", "hosts-file"),
            switches(NAMES, "no-hosts", "no-hostname"),
            values(ADDRESSES, "ip", "ip6", "link-local-ip", "link", "mac-address", "network-alias"),
            switches("cdlc publishes the ports that `publish` names", "publish-all"),
            values("it documents ports, and opens none; `publish` does", "expose"),
            values(DISKS, "blkio-weight-device", "device-read-bps", "device-read-iops"),
            values(DISKS, "device-write-bps", "device-write-iops"),
            values(HEALTH, "health-start-period", "health-start-interval", "health-on-failure"),
            values(HEALTH, "health-log-destination", "health-max-log-count"),
            values(HEALTH, "health-max-log-size", "health-startup-cmd", "health-startup-interval"),
            values(HEALTH, "health-startup-retries", "health-startup-success"),
            values(HEALTH, "health-startup-timeout"),
            values(ENGINE, "runtime", "storage-opt", "volume-driver", "cgroups", "init-path"),
            values(ENGINE, "pod", "pod-id-file", "requires", "systemd", "seccomp-policy"),
            switches(ENGINE, "use-api-socket", "rootfs"),
            values(WINDOWS, "isolation", "cpu-count", "cpu-percent", "io-maxbandwidth"),
            values(WINDOWS, "io-maxiops"),
            switches(VARIABLES, "env-host", "unsetenv-all"),
            values(VARIABLES, "env-merge", "unsetenv"),
            values("`annotation` names them one by one", "label-file"),
            values("`cgroup` names the whole path of the container's cgroup", "cgroup-parent"),
            values("name its devices: device /dev/nvidia0", "gpus"),
            values("`bind` the same folders in both containers", "volumes-from"),
            switches("`tmpfs` says which folders can be written to", "read-only-tmpfs"),
            values("`rdt` says what share of caches and memory bandwidth it has", "rdt-class"),
            values("`secret NAME file PATH TARGET` gives it one", "secret"),
            values("`uid-map` and `gid-map` map ids one range at a time", "subuidname"),
            values("`uid-map` and `gid-map` map ids one range at a time", "subgidname"),
            values("the root has these files", "passwd-entry", "group-entry", "hostuser", "tz"),
            switches("the root has these files", "passwd"),
            values("`tmpfs` says the size of each", "shm-size-systemd"),
            values("`bind` shows folders of the host", "chrootdirs"))
        .flatMap(flags -> flags)
        .toList();
  }

  private static Stream<Flag> values(String why, String... names) {
    return Stream.of(names).map(name -> Flag.leftOut(name, true, why));
  }

  private static Stream<Flag> switches(String why, String... names) {
    return Stream.of(names).map(name -> Flag.leftOut(name, false, why));
  }
}
