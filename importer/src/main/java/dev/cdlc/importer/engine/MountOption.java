package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code --mount}: a list of {@code KEY=VALUE}. */
final class MountOption {
  private static final String FORMS = "write type=bind,source=./folder,target=/folder";

  private final MountPart mounts;
  private final Sayings sayings;
  private Text type = Text.of("volume");
  private Text source = Text.EMPTY;
  private Text target = Text.EMPTY;
  private final List<String> options = new ArrayList<>();
  private Optional<String> size = Optional.empty();

  MountOption(MountPart mounts, Sayings sayings) {
    this.mounts = mounts;
    this.sayings = sayings;
  }

  void read(Text mount, Span span) {
    for (Text entry : mount.split(',')) {
      Text.Cut cut = entry.cut('=');
      read(cut.before().shown(), cut.behind(), span);
    }
    if (target.isEmpty()) {
      sayings.report().invalid(span, "the mount has no target", FORMS);
      return;
    }
    say(span);
  }

  private void read(String key, Optional<Text> value, Span span) {
    switch (key) {
      case "type" -> type = value.orElse(Text.EMPTY);
      case "source", "src" -> source = value.orElse(Text.EMPTY);
      case "target", "dst", "destination" -> target = value.orElse(Text.EMPTY);
      case "readonly", "ro" -> readOnly(value, span);
      case "bind-propagation" -> value.map(Text::shown).ifPresent(options::add);
      case "tmpfs-size" -> size = value.flatMap(text -> mounts.size(text, span));
      case "tmpfs-mode" -> value.map(text -> "mode=" + text.shown()).ifPresent(options::add);
      default ->
          sayings
              .report()
              .leftOut(span, "the key `" + key + "` of a mount", "CDL has nothing like it");
    }
  }

  private void readOnly(Optional<Text> value, Span span) {
    if (value.isEmpty() || sayings.values().flag(value.get(), span).orElse(false)) {
      options.add("ro");
    }
  }

  private void say(Span span) {
    switch (type.shown()) {
      case "bind" -> mounts.bind(source, target, options, span);
      case "volume" -> {
        if (source.isEmpty()) {
          mounts.anonymous(target, span);
        } else {
          mounts.named(source, target, options, span);
        }
      }
      case "tmpfs" -> mounts.tmpfs(target, size, false, options, span);
      default ->
          sayings
              .report()
              .leftOut(
                  span,
                  "a mount of type `" + type.shown() + "`",
                  "only bind, volume and tmpfs can be taken over");
    }
  }
}
