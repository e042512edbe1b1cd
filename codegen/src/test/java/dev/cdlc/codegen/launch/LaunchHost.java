package dev.cdlc.codegen.launch;

import dev.cdlc.codegen.interpreter.InitialStack;
import dev.cdlc.codegen.interpreter.Interpreter;
import dev.cdlc.codegen.link.Layout;
import dev.cdlc.codegen.link.Trim;
import dev.cdlc.codegen.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A host with a few files and a compiler, on which the launcher is started. */
final class LaunchHost {
  static final String EXECUTABLE = "an executable";

  final Map<String, Node> files = new TreeMap<>();
  final List<String> words = new ArrayList<>(List.of("run", "web.cdl"));
  final List<String> environment = new ArrayList<>();
  String build = "build";
  String folder = "/home/a";
  long user = 1000;
  long group = 1000;

  /** What the compilation sees; empty if it does not tell. */
  Optional<List<Seen>> seen = Optional.of(List.of());

  /** What the compiler ends with; negative for a signal. */
  int compilerStatus;

  boolean compilerWrites = true;
  boolean memoryIsExecutable = true;
  boolean canFork = true;

  /** As many bytes fit on the disk. */
  int room = Integer.MAX_VALUE;

  private long lastInode = 10;

  LaunchHost() {
    add("/", Node.FOLDER, 0, 0755);
    add("/home", Node.FOLDER, 0, 0755);
    add("/home/a", Node.FOLDER, 1000, 0755);
    add("/var", Node.FOLDER, 0, 0755);
    add("/var/cache", Node.FOLDER, 0, 0755);
    add("/dev/null", Node.REGULAR, 0, 0666);
    add("/home/a/web.cdl", Node.REGULAR, 1000, 0644);
    environment.add("HOME=/home/a");
  }

  Node add(String path, int type, long owner, int permissions) {
    Node node = new Node(++lastInode, type, owner, permissions);
    files.put(path, node);
    return node;
  }

  Node file(String path) {
    return Optional.ofNullable(files.get(path)).orElseThrow();
  }

  /** The only file in the folder. */
  String only(String parent) {
    return new TreeSet<>(under(parent)).getFirst();
  }

  List<String> under(String parent) {
    return files.keySet().stream().filter(path -> path.startsWith(parent + "/")).toList();
  }

  /** Starts the launcher, and tells what it did. */
  Started start() {
    Program program = Trim.trim(Launch.program(build));
    List<String> arguments = new ArrayList<>(List.of("cdlc-launch", "/opt/bin/cdlc"));
    arguments.addAll(words);
    var kernel = new LaunchKernel(this);
    Interpreter.run(
        program, Layout.of(program, 0x200), new InitialStack(arguments, environment), kernel);
    return new Started(
        kernel.compiled(), kernel.executed(), kernel.status(), String.join("", kernel.told()));
  }

  /**
   * What became of a start.
   *
   * @param compiled whether the compiler was started
   * @param executed what the launcher became, and its words; empty if it ended
   * @param status what it ended with
   * @param told on standard error
   */
  record Started(boolean compiled, String executed, long status, String told) {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
