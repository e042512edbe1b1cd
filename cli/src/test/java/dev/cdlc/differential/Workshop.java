package dev.cdlc.differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BusyboxRoot;
import dev.cdlc.codegen.Codegen;
import dev.cdlc.codegen.elf.Note;
import dev.cdlc.codegen.elf.Target;
import dev.cdlc.codegen.emit.Emit;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.CompiledContainer;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder with all that an observation needs: the scripts, a root folder of busybox, and for each
 * container its source, its executable and its bundle.
 *
 * @param sources by the names of the containers
 */
record Workshop(Path folder, Map<String, String> sources) {
  static final List<String> CASES =
      List.of(
          "beneath",
          "capabilities",
          "cgroup",
          "copied",
          "cpu",
          "default",
          "devices",
          "environment",
          "hooks",
          "joined",
          "limits",
          "mounts",
          "namespaces",
          "no-capabilities",
          "resources",
          "seed",
          "sysctl",
          "user",
          "writable");

  /** The cases, and containers of these seeds. */
  static Workshop of(Path folder, List<String> cases, List<Long> seeds) {
    Map<String, String> sources = new LinkedHashMap<>();
    cases.forEach(name -> sources.put(name, read(folder, name)));
    seeds.forEach(seed -> sources.put("g" + seed, RandomContainer.source(seed)));
    Workshop workshop = new Workshop(folder, Collections.unmodifiableMap(sources));
    try {
      workshop.prepare();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return workshop;
  }

  private void prepare() throws IOException {
    BusyboxRoot.make(folder.resolve("root"));
    Files.createFile(folder.resolve("root/file"));
    Files.createFile(Files.createDirectory(folder.resolve("data")).resolve("file"));
    makeCopied(folder.resolve("root/copied"));
    for (String script : List.of("observe.sh", "all.sh", "root/probe.sh", "root/hook.sh")) {
      Path file = folder.resolve(script);
      write(file, read(String.valueOf(file.getFileName())).getBytes(UTF_8));
    }
    for (String name : sources.keySet()) {
      build(name);
    }
  }

  /** Programs of the host are run by absolute paths. */
  private static String read(Path folder, String name) {
    return read("cases/" + name + ".cdl").replace("@folder@", folder.toString());
  }

  /** No mode lets others write: runc makes the copies of folders with its umask. */
  private static void makeCopied(Path copied) throws IOException {
    Path folder = Files.createDirectories(copied.resolve("folder/below"));
    Files.setAttribute(Files.writeString(folder.resolve("file"), "content"), "unix:uid", 7);
    Files.setAttribute(folder.resolve("file"), "unix:mode", 04751);
    Files.setAttribute(folder, "unix:gid", 8);
    Files.setAttribute(folder, "unix:mode", 01711);
    Files.createSymbolicLink(copied.resolve("link"), Path.of("folder/below/file"));
    Files.setAttribute(copied, "unix:mode", 02750);
  }

  private static String read(String resource) {
    try (InputStream content = Workshop.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(content, resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void build(String name) throws IOException {
    CompiledContainer container = compile(name);
    Path bundle = Files.createDirectory(folder.resolve(name + ".bundle"));
    Files.writeString(bundle.resolve("config.json"), container.configJson());
    Note note = new Note("test", "sha256:0", List.of());
    byte[] executable =
        Codegen.generate(
            Emit.program(container.plan().value().orElseThrow(), Target.X86_64),
            Target.X86_64,
            note);
    write(folder.resolve(name), executable);
  }

  private static void write(Path program, byte[] content) throws IOException {
    Files.setPosixFilePermissions(
        Files.write(program, content), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private CompiledContainer compile(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".cdl"), sources.get(name));
    Source source =
        Source.decode(new SourceId(file.toString()), Files.readAllBytes(file))
            .value()
            .orElseThrow();
    Bundle bundle = new Bundle(folder.toString(), Bundle.Paths.ABSOLUTE);
    CompiledContainer container = Compile.compile(source, bundle).containers().getFirst();
    assertThat(container.plan().value())
        .as("%s: %s", name, container.plan().diagnostics())
        .isPresent();
    return container;
  }
}
