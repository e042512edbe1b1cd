package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.plan.CgroupFile;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.EnvironmentEntry;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SupervisorAction.LimitCgroup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told beyond the errno: why a command cannot be executed, and what ended it. */
class ExplanationTest extends ContainerTest {
  private static final int ELF_BYTES = 256;
  private static final int SIGSYS = 31;
  private static final SeccompAction ALLOW = new SeccompAction.Allow();
  private static final SeccompAction KILL = new SeccompAction.KillProcess();

  @AfterEach
  void leavesNothing() throws Exception {
    assertThat(Host.cgroups()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "#!/no/interpreter -x, /no/interpreter",
    "#! \t/no/interpreter, /no/interpreter",
    "#!/bin/busybox/below, /bin/busybox/below"
  })
  void namesTheInterpreterThatIsMissing(String firstLine, String interpreter) throws Exception {
    Host.write(root.resolve("script"), firstLine + "\nexit 0\n");
    assertThat(helpFor("/script", 127))
        .isEqualTo(
            "its first line asks for an interpreter that the root does not have: " + interpreter);
  }

  @Test
  void seesLineEndsOfWindows() throws Exception {
    Host.write(root.resolve("script"), "#!/bin/sh\r\necho never\r\n");
    assertThat(helpFor("/script", 127))
        .isEqualTo(
            "its lines end in CR LF, as on Windows; without the CR, its first line would ask for:"
                + " /bin/sh");
  }

  @Test
  void tellsAClosedInterpreterFromAClosedFile() throws Exception {
    Files.writeString(root.resolve("bin/python"), "no program");
    Host.write(root.resolve("script"), "#!/bin/python\n");
    assertThat(helpFor("/script", 126))
        .isEqualTo(
            "the container's user may not execute the interpreter of its first line: /bin/python");
    Files.writeString(root.resolve("data"), "#!/bin/sh\n");
    assertThat(helpFor("/data", 126))
        .startsWith("the file is not executable for the container's user");
  }

  @Test
  void letsNoTextOfAFileReachTheTerminalRaw() throws Exception {
    Host.write(root.resolve("script"), "#!/no/\u001b[31mé\n");
    assertThat(helpFor("/script", 127)).endsWith(": /no/?[31m??");
  }

  @Test
  void namesTheDynamicLoaderThatIsMissing() throws Exception {
    Host.write(root.resolve("program"), "");
    Files.write(root.resolve("program"), elf(62, "/lib/ld-musl-x86_64.so.1"));
    assertThat(helpFor("/program", 127))
        .isEqualTo(
            "it needs a dynamic loader that the root does not have: /lib/ld-musl-x86_64.so.1");
  }

  @ParameterizedTest
  @CsvSource({"183, aarch64", "3, i386", "65535, e_machine 65535"})
  void namesTheMachineThatAProgramIsFor(int machine, String name) throws Exception {
    Host.write(root.resolve("program"), "");
    Files.write(root.resolve("program"), elf(machine, "/lib/ld.so"));
    assertThat(helpFor("/program", 126))
        .isEqualTo("it is a program for another kind of machine: " + name);
  }

  @Test
  void isNotLedAstrayByWhatAProgramSaysOfItself() throws Exception {
    byte[] program = elf(62, "/lib/ld.so");
    ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 8, -1);
    Host.write(root.resolve("program"), "");
    Files.write(root.resolve("program"), program);
    var outcome = run(new SamplePlan(root).run("/program"));
    assertThat(outcome.status()).isEqualTo(126);
    assertThat(outcome.err()).startsWith("error[CDL7030]: ").hasLineCount(1);
  }

  @Test
  void seesAFolderAndAnEmptyFile() throws Exception {
    assertThat(helpFor("/bin", 126)).isEqualTo("it is a folder");
    Host.write(root.resolve("empty"), "");
    assertThat(helpFor("/empty", 126)).isEqualTo("the file is empty");
  }

  @Test
  void seesAMountThatExecutesNothing() throws Exception {
    Host.write(folder.resolve("tools/tool"), "#!/bin/sh\n");
    var plan =
        new SamplePlan(root)
            .mount(
                new InitAction.Bind(
                    folder.resolve("tools").toString(),
                    "/tools",
                    false,
                    List.of(MountAttribute.NOEXEC),
                    false))
            .run("/tools/tool");
    assertThat(help(run(plan), 126))
        .isEqualTo("it stands on a file system that is mounted `noexec`");
  }

  /** The search of execvp(3) passes over what is not there, and so over this. */
  @Test
  void explainsWhatStandsInTheSearchPath() throws Exception {
    Host.write(root.resolve("opt/tool"), "#!/no/interpreter\n");
    var plan =
        new SamplePlan(root)
            .run("tool")
            .environment(new EnvironmentEntry.Set("PATH", "/bin:/opt:/sbin"));
    assertThat(help(run(plan), 127)).endsWith(": /no/interpreter");
    var passed = new SamplePlan(root).run("tool").environment(new EnvironmentEntry.Pass("PATH"));
    var outcome = Host.script("PATH=/bin:/opt:/sbin \"$1\"; echo $?", passed, folder);
    assertThat(outcome.out()).isEqualTo("127\n");
    assertThat(outcome.err()).endsWith(": /no/interpreter\n");
  }

  @Test
  void saysThatMemoryRanOut() throws Exception {
    var plan =
        shell("(a=x; while :; do a=$a$a; done); echo ended $?; exit 3")
            .limit(limit(Controller.MEMORY, "memory.limit_in_bytes", "memory.max", "33554432"));
    var outcome = run(plan);
    assertThat(outcome.out()).isEqualTo("ended 137\n");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.err())
        .contains(
            "warning[CDL7040]: sample.cdl:5:3: the kernel killed processes of the container, for"
                + " its memory limit of 33554432 bytes\n  help: ");
  }

  @Test
  void saysThatTheLimitOfProcessesWasReached() throws Exception {
    var plan =
        shell("sleep 0 & sleep 0 & sleep 0 & wait; exit 2")
            .limit(limit(Controller.PIDS, "pids.max", "pids.max", "2"));
    var outcome = run(plan);
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.err())
        .contains(
            "warning[CDL7041]: sample.cdl:5:3: the container wanted to start more processes and"
                + " threads than its limit of 2\n");
  }

  @Test
  void saysNothingOfLimitsWhereAllWentWell() throws Exception {
    var limit = limit(Controller.PIDS, "pids.max", "pids.max", "2");
    var reached = run(shell("(true & true & true & wait) 2>&-; exit 0").limit(limit));
    assertThat(reached.status()).isZero();
    assertThat(reached.err()).isEmpty();
    var unreached = run(shell("exit 4").limit(limit));
    assertThat(unreached.status()).isEqualTo(4);
    assertThat(unreached.err()).isEmpty();
  }

  @Test
  void namesTheCallThatAFilterKilledFor() throws Exception {
    var one = FilterTest.filter(ALLOW, FilterTest.rule(KILL, "mkdir"));
    var outcome = run(shell("exec mkdir /x").filter(one));
    assertThat(outcome.status()).isEqualTo(128 + SIGSYS);
    assertThat(outcome.err())
        .startsWith(
            "warning[CDL7042]: sample.cdl:22:3: the filter killed the command for a system call:"
                + " mkdir\n  help: ");
  }

  @Test
  void namesTheCallAmongAllThatAFilterKillsFor() throws Exception {
    Assumptions.assumeTrue(
        Files.isReadable(Path.of("/dev/kmsg")) && !Files.exists(Path.of("/run/auditd.pid")),
        "the kernel's log is closed, or auditd(8) takes the records away");
    var many = FilterTest.filter(ALLOW, FilterTest.rule(KILL, "mount", "mkdir", "rmdir"));
    var outcome = run(shell("exec rmdir /x").filter(many));
    assertThat(outcome.err()).contains("for a system call: rmdir\n");
    var all = FilterTest.filter(KILL, FilterTest.rule(ALLOW, "execve", "exit_group"));
    assertThat(run(new SamplePlan(root).run("/bin/true").filter(all)).err())
        .contains("for a system call: brk\n");
  }

  private static LimitCgroup limit(Controller controller, String v1, String v2, String value) {
    return new LimitCgroup(
        controller, List.of(new CgroupFile(v1, value)), List.of(new CgroupFile(v2, value)));
  }

  private String helpFor(String command, int status) throws Exception {
    return help(run(new SamplePlan(root).run(command)), status);
  }

  private static String help(Host.Outcome outcome, int status) {
    assertThat(outcome.status()).isEqualTo(status);
    return Optional.of(outcome.err())
        .filter(text -> text.contains("\n  help: "))
        .map(text -> text.substring(text.indexOf("help: ") + "help: ".length()).strip())
        .orElse("");
  }

  /** A program of 64 bits with one program header, which names a loader. */
  private static byte[] elf(int machine, String loader) {
    var elf = ByteBuffer.allocate(ELF_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    elf.putShort(16, (short) 2).putShort(18, (short) machine).putInt(20, 1);
    elf.putLong(32, 64).putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 1);
    byte[] name = (loader + "\0").getBytes(StandardCharsets.UTF_8);
    elf.putInt(64, 3).putLong(64 + 8, 128).putLong(64 + 32, name.length);
    elf.put(128, name);
    return elf.array();
  }
}
