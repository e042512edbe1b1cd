package dev.cdlc.cli;

import dev.cdlc.compiler.check.value.ImageName;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.runtime.registry.PullListener;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc pull}: looks up images in their registries anew. */
final class PullCommand implements Command {
  private static final String IMAGE = "IMAGE ...";

  /** Fetches an image, as its registry has it now. */
  interface Pull {
    void pull(String image, Console console) throws IOException;
  }

  private final Pull pull;

  PullCommand(Pull pull) {
    this.pull = pull;
  }

  static PullCommand fromRegistries() {
    return new PullCommand(
        (image, console) -> {
          PullListener listener = UnpackProgress.of(console);
          new Images(console.environment()).pull(image, listener);
        });
  }

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
            name(),
            List.of(
                "Fetches images of registries as they are there now.",
                "",
                "'root image IMAGE' fetches an image once, and what a tag led to then is kept. After"
                    + " this, the next start of a container takes what it leads to now. Images are"
                    + " kept beside what 'cdlc cache' lists."),
            "pull IMAGE ...",
            "cdlc pull alpine:3.20",
            "cdlc pull ghcr.io/org/app localhost:5000/web:v1")
        .addPositional(Shape.words(IMAGE, "Names as 'root image' has them."));
  }

  @Override
  public Outcome run(ParseResult arguments, Console console) throws CommandException {
    Words words = Words.of(arguments);
    words.first("IMAGE");
    for (String image : words.words()) {
      insistOnName(image);
    }
    for (String image : words.words()) {
      pull(image, console);
    }
    return Outcome.DONE;
  }

  private static void insistOnName(String image) throws CommandException {
    switch (ImageName.reference(image)) {
      case Reading.Value<String> _ -> {}
      case Reading.Refusal<String>(_, var message, var help, _) ->
          throw new CommandException("pull: " + message, help);
    }
  }

  private void pull(String image, Console console) throws CommandException {
    try {
      pull.pull(image, console);
    } catch (IOException e) {
      throw new CommandException(
          "cannot pull %s: %s".formatted(image, SourceFile.reason(e)),
          "'cdlc explain CDL7050' says what can be done");
    }
  }
}
