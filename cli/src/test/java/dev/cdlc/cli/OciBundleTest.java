package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.lower.Shape.Created;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import dev.cdlc.runtime.container.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code create} refuses names its cause, and leaves nothing behind. */
final class OciBundleTest {
  private static final String MOUNT = "'namespaces':[{'type':'mount'}]";

  private static final String CONFIG =
      """
      {"ociVersion":"1.0.0","root":{"path":"rootfs"},"process":{"cwd":"/","args":["sh"]},
       "linux":{"namespaces":[{"type":"mount"}]}}
      """;

  @TempDir private Path folder;
  private OciContainers containers;
  private Path config;

  @BeforeEach
  void makeBundle() throws IOException {
    containers = new OciContainers(folder);
    config = Files.createDirectory(containers.bundle()).resolve("config.json");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(containers.oci("list", "-q")).isEqualTo(new Invocation(0, "", ""));
  }

  @Test
  void aBundleIsAFolder() {
    Path none = folder.resolve("none");
    assertThat(containers.oci("create", "-b", none.toString(), "web"))
        .isEqualTo(new Invocation(1, "", "cdlc: the bundle %s is no folder\n".formatted(none)));
  }

  @Test
  void aBundleHasAConfig() {
    assertRefused("the bundle %s has no config.json".formatted(containers.bundle()));
  }

  @Test
  void theWorkingFolderIsTheBundleIfNoneIsSaid() {
    assertThat(containers.oci("create", "web"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "cdlc: the bundle %s has no config.json\n"
                    .formatted(Path.of("").toAbsolutePath())));
  }

  @Test
  void aConfigIsText() throws IOException {
    Files.write(config, new byte[] {'{', (byte) 0xff, '}'});
    assertRefused(config + " is no text of UTF-8");
  }

  @Test
  void aConfigIsAFile() throws IOException {
    Files.createDirectory(config);
    assertRefused("create: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ 'root': } | config.json:1:11: | [CDL6001]",
        "{ 'ociVersion': '1.0.0' | config.json:1:23: | the text ends before its JSON does",
        "[] | config.json:1:1: | must be of type object",
        "{'ociVersion':'1.0.0','root':{'path':7}} | :1:38: | `root.path` must be of type string",
        "{'ociVersion':'1.0.0'} | config.json:1:1: | the config needs `root`",
      })
  void whatIsInvalidIsToldWithItsPlace(String text, String place, String message)
      throws IOException {
    Files.writeString(config, text.replace('\'', '"'));
    assertRefused(place, message);
  }

  @Test
  void manyErrorsAreCounted() throws IOException {
    Files.writeString(config, "{'annotations':{%s}}".formatted(numbers(50)).replace('\'', '"'));
    Invocation refused = containers.oci("create", "-b", containers.bundle().toString(), "web");
    assertThat(refused.err()).contains("`annotations.").endsWith("; and 47 more\n");
    assertThat(refused.err()).hasSizeLessThan(1_000);
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj("'a%d':1"::formatted)
        .collect(Collectors.joining(","));
  }

  @Test
  void modesOfDevicesMaySayTheirType() throws Exception {
    Files.writeString(
        config,
        """
        {"ociVersion":"1.0.0","root":{"path":"rootfs"},"process":{"cwd":"/","args":["sh"]},
         "linux":{"namespaces":[{"type":"mount"}],"devices":[
          {"type":"c","path":"/dev/fuse","major":10,"minor":229,"fileMode":8608},
          {"type":"b","path":"/dev/vda","major":254,"minor":0,"fileMode":25008}]}}
        """);
    assertThat(
            OciBundle.of(containers.bundle())
                .plan(new ContainerId("web"), new Created("/start", "/pid", "/report"))
                .steps())
        .extracting(Step::action)
        .filteredOn(InitAction.Device.class::isInstance)
        .extracting(action -> ((InitAction.Device) action).mode())
        .endsWith(0640, 0660);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1022 | --preserve-fds takes a number from 0 to 1021, not '1022'",
        "-1 | --preserve-fds takes a number from 0 to 1021, not '-1'",
        "1021 | the file descriptor ",
      })
  void onlyOpenFilesArePassedOn(String count, String message) throws IOException {
    Files.writeString(config, CONFIG);
    Invocation refused =
        containers.oci(
            "create", "-b", containers.bundle().toString(), "--preserve-fds", count, "web");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("cdlc: " + message);
  }

  @Test
  void allErrorsAreInOneLine() throws IOException {
    Files.writeString(config, "{\n  \"ociVersion\": 1,\n  \"hostname\": 2\n}");
    assertRefused("config.json:2:17: ", "; config.json:3:15: ");
  }

  @Test
  void aContainerNeedsAProcess() throws IOException {
    Files.writeString(config, "{\"ociVersion\":\"1.0.0\",\"root\":{\"path\":\"rootfs\"}}");
    assertRefused("a container that is to run needs `process`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'cwd':'/' | 'namespaces':[{'type':'mount'}],'cgroupsPath':'../b' | `linux.cgroupsPath`",
        "'cwd':'/' | 'namespaces':[{'type':'pid'}] | no mount namespace",
      })
  void whatNoPlanCanDoIsNamed(String process, String linux, String what) throws IOException {
    write("sh", process, linux);
    assertRefused("this version of cdlc cannot run what asks for " + what);
  }

  @Test
  void aRootIsAlwaysPivotedTo() {
    assertThat(containers.oci("create", "--no-pivot", "web"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                """
                cdlc: --no-pivot: cdlc always pivots to the root, since a container can leave a chroot
                  help: boot from a root that is no ramdisk, and leave the option out
                """));
  }

  @Test
  void aCgroupOfSystemdIsRefused() throws IOException {
    write("sh", "'cwd':'/'", MOUNT + ",'cgroupsPath':'system.slice:runc:web'");
    assertThat(create().err())
        .startsWith("cdlc: the cgroup 'system.slice:runc:web' is named as systemd's")
        .contains("help: let the engine manage cgroups by cgroupfs");
  }

  @Test
  void anIdIsInUseOnce() throws Exception {
    write("sh", "'cwd':'/'", MOUNT);
    containers.stopped("web", "");
    Invocation again = create();
    assertThat(again).isEqualTo(new Invocation(1, "", "cdlc: container with id exists: web\n"));
    assertThat(containers.oci("delete", "web").status()).isZero();
  }

  /** Nobody, root included, makes a container of a root that is a file. */
  @Test
  void whatTheExecutableCannotDoIsUndone() throws IOException {
    write("sh", "'cwd':'/'", MOUNT);
    Files.createFile(containers.bundle().resolve("rootfs"));
    Path pidFile = folder.resolve("pid");
    Invocation failed =
        containers.oci(
            "create",
            "--preserve-fds=0",
            "--pid-file",
            pidFile.toString(),
            "--bundle",
            containers.bundle().toString(),
            "oci-bundle-test-" + ProcessHandle.current().pid());
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .startsWith("cdlc: the container cannot be created: error[CDL70")
        .contains("config.json:1:");
    assertThat(pidFile).doesNotExist();
  }

  private void write(String command, String process, String linux) throws IOException {
    Files.writeString(
        config,
        "{'ociVersion':'1.0.0','root':{'path':'rootfs'},'process':{'args':['%s'],%s},'linux':{%s}}"
            .formatted(command, process, linux)
            .replace('\'', '"'));
  }

  private void assertRefused(String... messages) {
    Invocation refused = create();
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("cdlc: ").contains(messages).hasLineCount(1);
  }

  private Invocation create() {
    return containers.oci("create", "--bundle", containers.bundle().toString(), "web");
  }
}
