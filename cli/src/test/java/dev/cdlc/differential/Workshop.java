package dev.cdlc.differential;

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
import java.util.List;
import java.util.Objects;

/**
 * A folder with all that an observation needs: the scripts, a root folder of busybox, and for each
 * case its source, its executable and its bundle.
 */
record Workshop(Path folder) {
  static final List<String> CASES =
      List.of(
          "capabilities",
          "cpu",
          "default",
          "devices",
          "environment",
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

  Workshop {
    try {
      prepare(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void prepare(Path folder) throws IOException {
    BusyboxRoot.make(folder.resolve("root"));
    Files.createFile(folder.resolve("root/file"));
    Files.createFile(Files.createDirectory(folder.resolve("data")).resolve("file"));
    copy("probe.sh", folder.resolve("root/probe.sh"));
    copy("observe.sh", folder.resolve("observe.sh"));
    copy("all.sh", folder.resolve("all.sh"));
    for (String name : CASES) {
      copy("cases/" + name + ".cdl", folder.resolve(name + ".cdl"));
      build(folder, name);
    }
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream content = Workshop.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(content, resource), file);
    }
  }

  private static void build(Path folder, String name) throws IOException {
    CompiledContainer container = compile(folder, name);
    Path bundle = Files.createDirectory(folder.resolve(name + ".bundle"));
    Files.writeString(bundle.resolve("config.json"), container.configJson());
    Note note = new Note("test", "sha256:0", List.of());
    byte[] executable =
        Codegen.generate(
            Emit.program(container.plan().value().orElseThrow(), Target.X86_64),
            Target.X86_64,
            note);
    Files.setPosixFilePermissions(
        Files.write(folder.resolve(name), executable),
        PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static CompiledContainer compile(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".cdl");
    Source source =
        Source.decode(new SourceId(file.toString()), Files.readAllBytes(file))
            .value()
            .orElseThrow();
    Bundle bundle = new Bundle(folder.toString(), Bundle.Paths.ABSOLUTE);
    return Compile.compile(source, bundle).containers().getFirst();
  }
}
