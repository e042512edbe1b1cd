package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdlc.compiler.model.Cpu.CpuLimit;
import dev.cdlc.compiler.model.Memory.MemoryLimit;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.ConfigJson;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.compiler.oci.Emit;
import dev.cdlc.plan.Capability;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.PlanJson;
import dev.cdlc.plan.PlanText;
import dev.cdlc.schemas.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LowerTest {
  private static final Bundle BUNDLE = new Bundle("/srv/cdl", Bundle.Paths.RELATIVE);

  private static Checked seed() {
    return new Checked(
            "web",
            """
            container web < ns pid, uts; cpu 50%; cap drop SYS_TIME; root ./my_container >
            """)
        .ns("pid", NamespaceType.PID, NamespaceType.UTS)
        .cpu("50%", new CpuLimit.Millis(500))
        .capDrop("SYS_TIME", Capability.CAP_SYS_TIME)
        .root("root ./my_container", new Root.Directory("./my_container", false));
  }

  private static Checked app() {
    return new Checked(
            "app",
            """
            container app <
              root ./app-rootfs ro;
              run /usr/bin/app --config=/etc/app.toml "two words";
              cwd /srv; hostname app-1;
              user 1000:1000 < groups 5, 6; umask 0027 >
              env TZ=UTC, GREETING="good morning"; env pass TERM;
              bind ./site /usr/share/site ro nosuid;
              tmpfs /tmp 16MiB mode=1777 noexec;
              cpu 50%; memory 256MiB; pids 128;
              cap drop NET_RAW; cap add SYS_NICE;
            >
            """)
        .root("root ./app-rootfs ro", new Root.Directory("./app-rootfs", true))
        .run("run", "/usr/bin/app", "--config=/etc/app.toml", "two words")
        .cwd("cwd", "/srv")
        .hostname("hostname", "app-1")
        .user(
            "user",
            new User(
                new User.Id.Numeric(1000),
                Optional.of(new User.Id.Numeric(1000)),
                List.of(new User.Id.Numeric(5), new User.Id.Numeric(6)),
                OptionalInt.of(0027)))
        .env("TZ=UTC", new Variable.Set("TZ", "UTC"))
        .env("GREETING", new Variable.Set("GREETING", "good morning"))
        .env("TERM", new Variable.Pass("TERM"))
        .mount("bind", new Mount.Bind("./site", "/usr/share/site", List.of("ro", "nosuid")))
        .mount(
            "tmpfs",
            new Mount.Tmpfs("/tmp", OptionalLong.of(16 << 20), List.of("mode=1777", "noexec")))
        .cpu("50%", new CpuLimit.Millis(500))
        .memory("256MiB", new MemoryLimit.Bytes(256 << 20))
        .pids("pids", new PidsLimit.Tasks(128))
        .capDrop("NET_RAW", Capability.CAP_NET_RAW)
        .capAdd("SYS_NICE", Capability.CAP_SYS_NICE);
  }

  private static Checked island() {
    return new Checked(
            "island",
            """
            container island < root host; ns pid, user; shell "id" >
            """)
        .root("root host", new Root.Host())
        .ns("pid, user", NamespaceType.PID, NamespaceType.USER)
        .run("shell", "/bin/sh", "-c", "id");
  }

  @TestFactory
  Stream<DynamicTest> plansAreAsReviewed() {
    return Stream.of(seed(), app(), island())
        .map(checked -> dynamicTest(checked.container().name().value(), () -> review(checked)));
  }

  private static void review(Checked checked) throws IOException {
    Emission emission =
        Emit.emit(checked.source(), checked.container(), BUNDLE).value().orElseThrow();
    Plan plan =
        Lower.lower(emission.config(), emission.extras(), emission.origins()).value().orElseThrow();
    String name = checked.container().name().value();
    compare(name + ".oci.json", JsonText.print(ConfigJson.tree(emission.config())));
    compare(name + ".plan.json", PlanJson.format(plan));
    compare(name + ".plan", PlanText.format(plan));
  }

  private static void compare(String file, String actual) throws IOException {
    Path golden = Path.of("src/test/resources/dev/cdlc/compiler/lower").resolve(file);
    String expected = Files.exists(golden) ? Files.readString(golden) : "";
    if (Boolean.getBoolean("golden.update") && !expected.equals(actual)) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(expected);
  }
}
