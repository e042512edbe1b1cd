package dev.cdlc.importer.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FlagsTest {
  /** Source: docs.docker.com, reference of `docker container run`, Options, for Docker 28. */
  private static final String DOCKER =
      """
      add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent
      cgroupns cidfile cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime
      cpu-shares cpus cpuset-cpus cpuset-mems detach detach-keys device device-cgroup-rule
      device-read-bps device-read-iops device-write-bps device-write-iops disable-content-trust dns
      dns-option dns-search domainname entrypoint env env-file expose gpus group-add health-cmd
      health-interval health-retries health-start-interval health-start-period health-timeout
      hostname init interactive io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label
      label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation
      memory-swap memory-swappiness mount network network-alias no-healthcheck oom-kill-disable
      oom-score-adj pid pids-limit platform privileged publish publish-all pull quiet read-only
      restart rm runtime security-opt shm-size sig-proxy stop-signal stop-timeout storage-opt sysctl
      tmpfs tty ulimit use-api-socket user userns uts volume volume-driver volumes-from workdir
      """;

  /** Source: podman-run(1), OPTIONS, for Podman 5: those that Docker does not have. */
  private static final String PODMAN =
      """
      arch authfile cert-dir cgroup-conf cgroups chrootdirs conmon-pidfile creds decryption-key
      env-host env-merge gidmap group-entry health-log-destination health-max-log-count
      health-max-log-size health-on-failure health-startup-cmd health-startup-interval
      health-startup-retries health-startup-success health-startup-timeout hosts-file hostuser
      http-proxy image-volume init-path no-hostname no-hosts os passwd passwd-entry personality
      pidfile pod pod-id-file preserve-fd preserve-fds rdt-class read-only-tmpfs replace requires
      retry retry-delay rmi rootfs sdnotify seccomp-policy secret shm-size-systemd subgidname
      subuidname systemd timeout tls-verify tz uidmap umask unsetenv unsetenv-all variant
      """;

  @Test
  void knowsAllFlagsOfBothEngines() {
    for (String flags : List.of(DOCKER, PODMAN)) {
      assertThat(flags.strip().split("\\s+")).allMatch(flag -> Flags.named(flag).isPresent());
    }
  }

  @Test
  void knowsAllLettersOfBothEngines() {
    for (char letter : "acdehilmpPqtuvw".toCharArray()) {
      assertThat(Flags.named(letter)).as(String.valueOf(letter)).isPresent();
    }
    assertThat(Flags.named('x')).isEmpty();
  }

  @Test
  void namesAreNotGuessed() {
    assertThat(Flags.named("memo")).isEqualTo(Optional.empty());
  }
}
