package dev.cdlc.codegen.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.launch.LaunchHost.Started;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompilingTest {
  private static final String CACHE = "/home/a/.cache/cdlc";
  private static final String WITHOUT_LAUNCHER =
      "/opt/bin/cdlc [/opt/bin/cdlc, run, web.cdl] [CDLC_EXECUTABLE=, HOME=/home/a]";

  private final LaunchHost host = new LaunchHost();

  @Test
  void endsWithTheCompiler() {
    host.compilerStatus = 125;
    assertThat(host.start()).isEqualTo(new Started(true, "", 125, ""));
    host.compilerStatus = -9;
    assertThat(host.start()).isEqualTo(new Started(true, "", 125, ""));
    assertThat(host.under(CACHE)).isEmpty();
  }

  @Test
  void endsWellWhereNothingIsToRun() {
    host.compilerWrites = false;

    assertThat(host.start()).isEqualTo(new Started(true, "", 0, ""));
  }

  @Test
  void keepsNothingOfWhichTheCompilerDoesNotTellWhatItSaw() {
    host.seen = Optional.empty();
    assertThat(host.start().executed()).isEqualTo("memory an executable [cdlc]");

    assertThat(host.under(CACHE)).isEmpty();
  }

  @Test
  void leavesNothingHalfMadeOnAFullDisk() {
    host.room = 5;
    assertThat(host.start().executed()).isEqualTo("memory an executable [cdlc]");

    assertThat(host.under(CACHE)).isEmpty();
  }

  @Test
  void replacesWhatAnotherProcessHasLeftHalfMade() {
    host.start();
    String name = host.only(CACHE);
    host.file("/home/a/web.cdl").changed++;
    host.files.remove(name);
    host.add(name + ".42", Node.REGULAR, 1000, 0700).content = LaunchHost.bytes("half");
    host.start();

    assertThat(host.under(CACHE)).containsExactly(name);
    assertThat(host.start().compiled()).isFalse();
  }

  @Test
  void leavesItToTheScriptWhereMemoryMayNotBeExecuted() {
    host.memoryIsExecutable = false;

    assertThat(host.start()).isEqualTo(new Started(false, WITHOUT_LAUNCHER, 0, ""));
  }

  @Test
  void leavesItToTheScriptWhereNoProcessCanBeMade() {
    host.canFork = false;

    assertThat(host.start()).isEqualTo(new Started(false, WITHOUT_LAUNCHER, 0, ""));
  }

  @Test
  void executesTheKeptFileItselfWhereMemoryMayNotBeExecuted() {
    host.start();
    host.memoryIsExecutable = false;

    assertThat(host.start()).isEqualTo(new Started(false, "file an executable [cdlc]", 0, ""));
  }

  @Test
  void replacesTheCallersOwnVariable() {
    host.memoryIsExecutable = false;
    host.environment.addFirst("CDLC_EXECUTABLE=/etc/passwd");

    assertThat(host.start().executed()).isEqualTo(WITHOUT_LAUNCHER);
  }

  @Test
  void keyIsReadOnlyFromWhatIsKept() {
    byte[] executable = LaunchHost.bytes("x".repeat(40));
    assertThat(KeptKey.of(executable)).isEmpty();
    assertThat(KeptKey.of(new byte[3])).isEmpty();
    assertThat(KeptKey.of(SeenInputs.append(executable, List.of()))).isEmpty();
  }
}
