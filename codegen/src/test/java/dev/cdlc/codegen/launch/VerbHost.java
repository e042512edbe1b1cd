package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.launch.LaunchRecord.Freezer;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.plan.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host with one container, {@code web}, that was created and waits to be started. */
final class VerbHost {
  static final String ROOT = "/run/cdlc-oci";
  static final String WEB = ROOT + "/web";
  static final String STAT = "/proc/4711/stat";
  static final String FREEZER = "/cg/freezer/web/freezer.state";
  static final String EVENTS = "/cg/unified/web/cgroup.events";

  final LaunchHost host = new LaunchHost();

  /** Calls that fail whatever they are asked for. */
  final Map<Syscall, Errno> failing = new EnumMap<>(Syscall.class);

  /** What happens while the lock is waited for. */
  Runnable meanwhile = () -> {};

  /** What happens while the launcher sleeps. */
  Runnable whileAsleep = () -> {};

  /** How many bytes standard output takes at once. */
  int outputRoom = Integer.MAX_VALUE;

  /** What the executable that joins ends with, where it is a child; negative for a signal. */
  int executableStatus;

  VerbHost() {
    host.user = 0;
    host.environment.add("CDLC_PID_FILE=/etc/passwd");
    for (String folder : List.of("/run", ROOT, WEB, "/cg", "/cg/freezer/web", "/cg/unified/web")) {
      host.add(folder, Node.FOLDER, 0, 0700);
    }
    for (String file : List.of("lock", "state", "pid", "config.json", "create")) {
      host.add(WEB + "/" + file, Node.REGULAR, 0, 0600);
    }
    host.add(WEB + "/start", Node.FIFO, 0, 0600);
    write(WEB + "/launch", record(false).bytes());
    stat('S', 5000);
    write(FREEZER, LaunchHost.bytes("THAWED\n"));
    write(EVENTS, LaunchHost.bytes("populated 1\nfrozen 0\n"));
  }

  static LaunchRecord record(boolean hooked) {
    return new LaunchRecord(
        4711,
        5000,
        hooked,
        List.of("{\"status\":\"", "\",\"pid\":", "}\n"),
        List.of(new Freezer(FREEZER, "FROZEN"), new Freezer(EVENTS, "frozen 1")),
        List.of("/cg/freezer/web", "/cg/unified/web"));
  }

  void write(String path, byte[] content) {
    if (!host.files.containsKey(path)) {
      host.add(path, Node.REGULAR, 0, 0644);
    }
    host.file(path).content = content;
  }

  void stat(char state, long startTime) {
    String line = "4711 (a) b) %s 1%s %d 0 0\n".formatted(state, " 7".repeat(17), startTime);
    write(STAT, LaunchHost.bytes(line));
  }

  void running() {
    host.files.remove(WEB + "/start");
  }

  void stopped() {
    running();
    host.files.remove(STAT);
  }

  /** The launcher with the words behind {@code oci}. */
  Done oci(String... words) {
    List<String> arguments = new ArrayList<>(List.of("oci-launch", "/opt/bin/cdlc", "oci"));
    arguments.addAll(List.of(words));
    Program program = Trim.trim(OciLaunch.program("build"));
    var kernel = new VerbKernel(this);
    Interpreter.run(
        program, Layout.of(program, 0x200), new InitialStack(arguments, host.environment), kernel);
    return new Done(kernel.status(), kernel.executed(), kernel.out(), kernel.sent());
  }

  /** Nothing but the words, to the script; Java is told the build. */
  static Done byJava(String... words) {
    return byJava(Optional.empty(), words);
  }

  static Done byJava(Optional<String> exited, String... words) {
    List<String> all = new ArrayList<>(List.of("/opt/bin/cdlc", "oci"));
    all.addAll(List.of(words));
    List<String> environment = new ArrayList<>(List.of("CDLC_EXECUTABLE=", "CDLC_BUILD=build"));
    exited.ifPresent(status -> environment.add("CDLC_EXITED=" + status));
    environment.addAll(List.of("HOME=/home/a", "CDLC_PID_FILE=/etc/passwd"));
    return new Done(0, "/opt/bin/cdlc " + all + " " + environment, "", List.of());
  }

  /** What {@code exec} kept for the container, as Java would have. */
  void keep(KeptExec asked) {
    Node entry = host.add(WEB + "/" + asked.name(), Node.REGULAR, 0, 0700);
    entry.content = asked.append(LaunchHost.EXECUTABLE.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What became of it.
   *
   * @param executed what the launcher became; empty if it ended
   * @param sent signals, and whom to; what a child executed
   */
  record Done(long status, String executed, String out, List<String> sent) {}
}
