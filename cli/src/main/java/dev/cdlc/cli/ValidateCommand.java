package dev.cdlc.cli;

import dev.cdlc.compiler.oci.Bundle.Paths;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc validate}: tells what is wrong in files and folders; needs nothing of the host. */
final class ValidateCommand implements Command {
  private static final List<String> THIS_FOLDER = List.of(".");

  @Override
  public String name() {
    return "validate";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Checks .cdl files and tells what is wrong in them.",
                "",
                "Exits with 0 if there is no error, 1 if there is one, 2 if a file cannot be read."
                    + " Needs no root, no network and nothing of this host."),
            "validate [PATH...]",
            "cdlc validate web.cdl",
            "cdlc validate ./containers",
            "cdlc validate - < web.cdl")
        .addPositional(
            Shape.words(
                "PATH",
                "A file, a folder that has .cdl files in it or below, or - for standard input; this"
                    + " folder if there is none."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    var findings = new Findings(Color.palette(arguments, console));
    List<String> words = Words.of(arguments).words();
    SequencedSet<String> files = new LinkedHashSet<>();
    boolean unread = false;
    for (String word : words.isEmpty() ? THIS_FOLDER : words) {
      unread |= !console.attempt(() -> files.addAll(SourcePaths.of(word)));
    }
    for (String file : files) {
      unread |=
          !console.attempt(() -> findings.compile(SourceFile.read(file, console), Paths.ABSOLUTE));
    }
    tell(findings, files.size(), console);
    return unread ? Outcome.USAGE : findings.hasErrors() ? Outcome.FINDINGS : Outcome.DONE;
  }

  private static void tell(Findings findings, int files, Console console) {
    String checked = Findings.counted(files, "file");
    if (findings.isEmpty()) {
      console.out().println(checked + " checked, nothing found");
    } else {
      findings.tell(console, " in " + checked);
    }
  }
}
