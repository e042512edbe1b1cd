package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.Toggle;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;

/** What a container's body says of the files that it sees: root and mounts. */
final class FilesystemSection {
  private final Values values;
  private final Once<Root> root;
  private final Once<Boolean> defaultMounts;
  private final MountSection mounts;

  FilesystemSection(Findings findings) {
    values = new Values(findings);
    root = new Once<>("the root file system", findings);
    defaultMounts = new Once<>("`default-mounts`", findings);
    mounts = new MountSection(findings);
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

  Optional<Located<Root>> root() {
    return root.value();
  }

  List<Located<Mount>> mounts() {
    return mounts.values();
  }

  Optional<Located<Boolean>> defaultMounts() {
    return defaultMounts.value();
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
