package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ImageName;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What {@code root} says, in each of its forms. */
final class RootSection {
  private final Cells cells;
  private final Values values;
  private final Once<Root> root;

  RootSection(Cells cells) {
    this.cells = cells;
    values = new Values(cells.findings());
    root = cells.once("the root file system");
  }

  Optional<Located<Root>> value() {
    return root.value();
  }

  /** Whether the root is an image, or something that could not be read. */
  boolean mayBeImage() {
    return root.value().map(said -> said.value() instanceof Root.Image).orElse(true);
  }

  void host(Arguments arguments) {
    root.say(new Root.Host(), arguments.span());
  }

  void folder(Arguments arguments) {
    Optional<Located<String>> path = values.read(arguments.one(0), FilesystemSection::path);
    List<Word> overlay = arguments.many(2);
    if (overlay.isEmpty()) {
      boolean readOnly = isReadOnly(arguments);
      path.ifPresent(
          folder -> root.say(new Root.Directory(folder.value(), readOnly), arguments.span()));
    } else {
      path.ifPresent(folder -> overlay(folder, overlay, arguments));
    }
  }

  private void overlay(Located<String> lower, List<Word> overlay, Arguments arguments) {
    arguments
        .optional(1)
        .filter(access -> access.text().equals("ro"))
        .ifPresent(access -> cells.findings().add(nothingToKeep(access, overlay.getFirst())));
    Optional<Located<String>> upper =
        overlay.stream()
            .skip(1)
            .findFirst()
            .flatMap(word -> values.read(word, RootSection::upperPath));
    upper
        .filter(folder -> overlap(lower.value(), folder.value()))
        .ifPresent(folder -> cells.findings().add(overlapping(lower, folder)));
    root.say(new Root.Overlay(lower.value(), upper.map(Located::value)), arguments.span());
  }

  /** overlayfs works in a folder beside it, which is named after it. */
  private static Reading<String> upperPath(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    return last.equals("..") || (last.isEmpty() && Path.of(text).getNameCount() == 0)
        ? Reading.wrong(
            "`" + text + "` does not say the folder's own name", "name it, as in `./upper`")
        : FilesystemSection.path(text);
  }

  /** Whether one folder is, or lies in, the other, as far as their names tell. */
  private static boolean overlap(String one, String other) {
    Path first = Path.of(one).normalize();
    Path second = Path.of(other).normalize();
    return first.startsWith(second) || second.startsWith(first);
  }

  void programs(Arguments arguments) {
    var programs = new Keyed<String, String>(cells);
    for (Located<String> program : values.readAll(arguments.many(0), RootSection::programPath)) {
      programs.say(
          program.value(), program, "the program `" + program.value() + "` is listed twice");
    }
    if (!programs.values().isEmpty()) {
      List<String> paths = programs.values().stream().map(Located::value).toList();
      root.say(new Root.Programs(paths), arguments.span());
    }
  }

  void archive(Arguments arguments) {
    say(arguments, FilesystemSection::path, Root.Archive::new);
  }

  void dockerArchive(Arguments arguments) {
    say(
        arguments,
        ImageName::inArchive,
        (image, readOnly) -> new Root.DockerArchive(image.path(), image.tag(), readOnly));
  }

  void registry(Arguments arguments) {
    say(arguments, ImageName::reference, Root.Registry::new);
  }

  void ociLayout(Arguments arguments) {
    say(
        arguments,
        ImageName::inLayout,
        (image, readOnly) -> new Root.OciLayout(image.path(), image.tag(), readOnly));
  }

  private <T> void say(
      Arguments arguments, Function<String, Reading<T>> type, BiFunction<T, Boolean, Root> form) {
    values
        .read(arguments.one(0), type)
        .map(source -> form.apply(source.value(), isReadOnly(arguments)))
        .ifPresent(said -> root.say(said, arguments.span()));
  }

  private static boolean isReadOnly(Arguments arguments) {
    return arguments.optional(1).map(Word::text).filter("ro"::equals).isPresent();
  }

  /** A program has the same path in the container. */
  private static Reading<String> programPath(String text) {
    if (!text.startsWith("/")) {
      return Reading.wrong(
          "`" + text + "` is not an absolute path",
          "a program has the same path in the container: name it from `/` on");
    }
    return text.endsWith("/")
        ? Reading.wrong("`" + text + "` is a folder", "name each program that is needed")
        : new Reading.Value<>(Path.of(text).normalize().toString());
  }

  private static Diagnostic nothingToKeep(Word access, Word overlay) {
    return Diagnostic.of(
            Code.CONFLICTING_OPTIONS,
            overlay.span(),
            "`overlay` keeps what is written, and `ro` lets nothing be written")
        .withRelated(access.span(), "said here")
        .withHelp("keep one of the two");
  }

  private static Diagnostic overlapping(Located<String> lower, Located<String> upper) {
    return Diagnostic.of(
            Code.OVERLAPPING_FOLDERS,
            upper.span(),
            "changes cannot be kept within the folder that they leave as it is")
        .withRelated(lower.span(), "what is below the changes")
        .withHelp("choose a folder beside it");
  }
}
