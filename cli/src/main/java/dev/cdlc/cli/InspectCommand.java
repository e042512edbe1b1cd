package dev.cdlc.cli;

import dev.cdlc.codegen.elf.ElfReader;
import dev.cdlc.codegen.elf.Inspection;
import dev.cdlc.codegen.elf.Inspection.Executable;
import dev.cdlc.codegen.elf.Inspection.Foreign;
import dev.cdlc.codegen.elf.Note.Input;
import dev.cdlc.codegen.elf.Segment;
import dev.cdlc.codegen.elf.Segment.Access;
import dev.cdlc.compiler.json.JsonObject;
import dev.cdlc.runtime.running.RunningContainer;
import dev.cdlc.runtime.running.RunningContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc inspect}: what an executable says of itself, or what a container that runs is. */
final class InspectCommand implements Command {
  /** Far above what cdlc writes; what is larger is none of its executables. */
  private static final int READ_LIMIT = 1 << 24;

  private final RunFolders folders;

  InspectCommand(RunFolders folders) {
    this.folders = folders;
  }

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Tells what a container that runs is, or what an executable was made by and of.",
                "",
                "Of a container that 'cdlc run' runs: its state, where its cgroups are, and the"
                    + " config.json that it was started by, as JSON. A word with a slash in it is"
                    + " the path of an executable, as is one that no container is called by."),
            "inspect CONTAINER|EXECUTABLE",
            "cdlc inspect web",
            "cdlc inspect ./web")
        .addPositional(
            Shape.words(
                "CONTAINER|EXECUTABLE", "A container that runs; or what 'cdlc build' wrote."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    String word = Words.of(arguments).only("CONTAINER or EXECUTABLE");
    if (RunningContainers.isName(word) && (runs(word, console) || !Files.exists(Path.of(word)))) {
      RunningContainer container = LiveContainers.of(folders, console).named(word);
      console.out().print(text(container));
      return Outcome.DONE;
    }
    Path path = Path.of(word);
    Inspection inspection = ElfReader.inspect(read(path));
    return switch (inspection) {
      case Executable executable -> {
        console.out().print(text(path, executable));
        yield Outcome.DONE;
      }
      case Foreign foreign ->
          throw new CommandException("%s is %s".formatted(path, foreign.text()));
    };
  }

  private boolean runs(String name, Console console) throws CommandException {
    return folders.of(console).isPresent()
        && LiveContainers.of(folders, console).all().stream()
            .anyMatch(one -> one.name().equals(name));
  }

  private static String text(RunningContainer container) throws CommandException {
    JsonObject json = PsCommand.json(container);
    try {
      json.texts(
          "cgroups", container.cgroup().folders().stream().map(Path::toString).sorted().toList());
    } catch (IOException e) {
      throw new CommandException(
          "cannot look at '%s': %s".formatted(container.name(), SourceFile.reason(e)));
    }
    container.description().ifPresent(description -> json.putJson("config", description.config()));
    return json.text();
  }

  private static byte[] read(Path path) throws CommandException {
    if (Files.isDirectory(path)) {
      throw new CommandException("%s is a folder, not a file".formatted(path));
    }
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(READ_LIMIT);
    } catch (IOException e) {
      throw new CommandException("cannot read %s: %s".formatted(path, SourceFile.reason(e)));
    }
  }

  private static String text(Path path, Executable executable) {
    var text = new StringBuilder();
    text.append(
        "%s: a container for %s, %d bytes%n"
            .formatted(path, executable.target().machineName(), executable.size()));
    text.append("  built by  cdlc %s%n".formatted(executable.note().build()));
    text.append("  plan      %s%n".formatted(executable.note().planDigest()));
    executable.note().inputs().forEach(input -> text.append(text(input)));
    executable.segments().forEach(segment -> text.append(text(segment)));
    return text.toString();
  }

  private static String text(Input input) {
    return input
        .digest()
        .map(digest -> "  from      %s (%s)%n".formatted(input.path(), digest))
        .orElseGet(() -> "  without   %s%n".formatted(input.path()));
  }

  private static String text(Segment segment) {
    return "  segment   %s at 0x%x, %d bytes%n"
        .formatted(text(segment.access()), segment.address(), segment.memorySize());
  }

  private static String text(Access access) {
    return switch (access) {
      case READ -> "r--";
      case READ_EXECUTE -> "r-x";
      case READ_WRITE -> "rw-";
    };
  }
}
