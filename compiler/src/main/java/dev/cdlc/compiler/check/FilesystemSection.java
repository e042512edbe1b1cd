package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.model.Filesystem;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;

/** What a container's body says of the files that it sees: root and mounts. */
final class FilesystemSection {
  private final Values values;
  private final Once<Root> root;
  private final Once<Boolean> defaultMounts;
  private final MountSection mounts;

  FilesystemSection(Cells cells) {
    values = new Values(cells.findings());
    root = cells.once("the root file system");
    defaultMounts = cells.once("`default-mounts`");
    mounts = new MountSection(cells);
  }

  void read(FilesystemKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case ROOT -> root(arguments);
      case ROOT_HOST -> root.say(new Root.Host(), arguments.span());
      case BIND -> mounts.bind(arguments);
      case TMPFS -> mounts.tmpfs(arguments);
      case DEFAULT_MOUNTS ->
          values.read(arguments.one(0), Toggle::read).ifPresent(defaultMounts::say);
    }
  }

  Filesystem value() {
    return new Filesystem(root.value(), mounts.values(), defaultMounts.value());
  }

  private void root(Arguments arguments) {
    boolean readOnly = arguments.optional(1).map(Word::text).filter("ro"::equals).isPresent();
    values
        .read(arguments.one(0), FilesystemSection::path)
        .ifPresent(path -> root.say(new Root.Directory(path.value(), readOnly), arguments.span()));
  }

  /** A path of the host, absolute or relative to the file. */
  static Reading<String> path(String text) {
    return text.isEmpty()
        ? Reading.wrong("the path is empty", "`.` is the folder of the .cdl file")
        : new Reading.Value<>(text);
  }
}
