package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which files a container sees. */
public final class MountPart {
  /** Where the engines keep what they call by a name, here beside the file. */
  private static final String VOLUMES = "./volumes/";

  private final Sayings sayings;
  private boolean readOnly;

  MountPart(Sayings sayings) {
    this.sayings = sayings;
  }

  boolean readOnly() {
    return readOnly;
  }

  /** Makes the root file system read-only. */
  public void rootReadOnly() {
    readOnly = true;
  }

  /** A path of the host as a word; relative ones start at the folder of the file. */
  static String path(Params params, Text path) {
    String prefix = path.prefix();
    boolean here = !path.references().isEmpty() && path.references().getFirst().equals("PWD");
    if (here && prefix.isEmpty()) {
      Text rest = new Text(path.pieces().subList(1, path.pieces().size()));
      return params.word(Text.of(".").plus(rest));
    }
    if (prefix.equals("~") || prefix.startsWith("~/")) {
      return params.word(params.reference("HOME", Optional.empty()).plus(path.from(1)));
    }
    boolean named = prefix.isEmpty() && !path.isEmpty();
    boolean asIs =
        named || prefix.startsWith("/") || prefix.startsWith("./") || prefix.startsWith("../");
    boolean folder = path.shown().equals(".") || path.shown().equals("..");
    return params.word(asIs || folder ? path : Text.of("./").plus(path));
  }

  /** A mount as {@code -v} has it: {@code SOURCE:TARGET:OPTION,...}. */
  public void volume(Text volume, Span span) {
    List<Text> parts = volume.split(':');
    switch (parts.size()) {
      case 1 -> anonymous(parts.getFirst(), span);
      case 2 -> volume(parts.get(0), parts.get(1), List.of(), span);
      case 3 -> volume(parts.get(0), parts.get(1), parts.get(2).split(','), span);
      default ->
          sayings
              .report()
              .invalid(
                  span, "`" + volume.shown() + "` is not a volume", "write SOURCE:TARGET:OPTIONS");
    }
  }

  private void volume(Text source, Text target, List<Text> options, Span span) {
    List<String> said = new ArrayList<>();
    for (Text option : options) {
      option(option.shown(), said, span);
    }
    if (isPath(source)) {
      bind(source, target, said, span);
    } else {
      named(source, target, said, span);
    }
  }

  private static boolean isPath(Text source) {
    String shown = source.shown();
    return source.prefix().isEmpty()
        || shown.equals("~")
        || shown.startsWith(".")
        || shown.contains("/");
  }

  /** What an option of {@code -v} is to `bind`. */
  private void option(String option, List<String> said, Span span) {
    switch (option) {
      case "", "rw" -> {
        // what holds anyway
      }
      case "ro", "readonly" -> said.add("ro");
      case "nosuid", "suid", "nodev", "dev", "noexec", "exec" -> said.add(option);
      case "private", "rprivate", "shared", "rshared", "slave", "rslave", "unbindable" ->
          said.add(option);
      case "rbind" -> {
        // all are
      }
      case "z", "Z" ->
          sayings
              .report()
              .leftOut(
                  span, "the option `" + option + "`", "cdlc never relabels files of the host");
      default ->
          sayings
              .report()
              .leftOut(span, "the option `" + option + "`", "`bind` has no such option");
    }
  }

  /** A bind, which is recursive with the engines. */
  public void bind(Text source, Text target, List<String> options, Span span) {
    List<String> words = new ArrayList<>(List.of("bind", path(sayings.params(), source)));
    words.add(sayings.params().word(target));
    words.add("rbind");
    words.addAll(options);
    mount(target, Statement.of(words).from(span));
  }

  /** A single file of the host, which cannot be changed. */
  public void file(Text source, Text target, Span span) {
    String path = path(sayings.params(), source);
    mount(target, Statement.of("bind", path, sayings.params().word(target), "ro").from(span));
  }

  /** A volume that the engine keeps under a name. */
  public void named(Text name, Text target, List<String> options, Span span) {
    sayings
        .report()
        .otherwise(
            span,
            "the volume `" + name.shown() + "` becomes the folder `" + VOLUMES + name.shown() + "`",
            "make the folder before the first start, and copy into it what the volume holds");
    bind(Text.of(VOLUMES).plus(name), target, options, span);
  }

  /** A volume without a name, which lives no longer than its container. */
  public void anonymous(Text target, Span span) {
    sayings
        .report()
        .otherwise(
            span,
            "the volume at `" + target.shown() + "` becomes a file system in memory",
            "for a folder of the host, write `bind ./folder " + target.shown() + "` instead");
    mount(target, Statement.of("tmpfs", sayings.params().word(target)).from(span));
  }

  private void mount(Text target, Statement statement) {
    String key = target.shown().replaceFirst("(?<=.)/+$", "");
    sayings.body().say(Slot.MOUNTS, "mount " + key, statement);
  }

  /** A file system in memory as {@code --tmpfs} has it: {@code TARGET:OPTION,...}. */
  public void tmpfs(Text tmpfs, Span span) {
    Text.Cut cut = tmpfs.cut(':');
    List<String> options = new ArrayList<>();
    Optional<String> size = Optional.empty();
    boolean exec = false;
    for (String option : cut.behind().map(Text::shown).orElse("").split(",", -1)) {
      exec |= option.equals("exec");
      if (option.startsWith("size=")) {
        size = size(Text.of(option.substring("size=".length())), span);
      } else if (!List.of("", "rw", "nosuid", "nodev", "noexec", "exec").contains(option)) {
        options.add(option);
      }
    }
    tmpfs(cut.before(), size, exec, options, span);
  }

  /** A file system in memory; the engines let nothing be executed in one. */
  public void tmpfs(
      Text target, Optional<String> size, boolean exec, List<String> options, Span span) {
    List<String> words = new ArrayList<>(List.of("tmpfs", sayings.params().word(target)));
    size.ifPresent(words::add);
    if (!exec) {
      words.add("noexec");
    }
    options.stream().map(Word::of).forEach(words::add);
    mount(target, Statement.of(words).from(span));
  }

  /** A size as CDL writes it. */
  public Optional<String> size(Text size, Span span) {
    return sayings.values().size(size, span).map(Amount::bytes);
  }

  /** The size of /dev/shm. */
  public void sharedMemory(Text size, Span span) {
    size(size, span)
        .ifPresent(
            said ->
                mount(
                    Text.of("/dev/shm"),
                    Statement.of("tmpfs", "/dev/shm", said, "noexec", "mode=1777").from(span)));
  }

  /** A mount as {@code --mount} has it: {@code type=bind,src=...,dst=...}. */
  public void mount(Text mount, Span span) {
    new MountOption(this, sayings).read(mount, span);
  }

  /** A device of the host: {@code SOURCE:TARGET:ACCESS}. */
  public void device(Text device, Span span) {
    List<Text> parts = device.split(':');
    String access = parts.getLast().shown();
    boolean hasAccess = parts.size() > 1 && access.matches("[rwm]{1,3}");
    Text target =
        parts.size() == 3 || (parts.size() == 2 && !hasAccess) ? parts.get(1) : parts.get(0);
    if (!target.equals(parts.getFirst())) {
      sayings
          .report()
          .leftOut(
              span,
              "the device `" + device.shown() + "`",
              "`device` gives it the name that it has on the host");
      return;
    }
    String word = sayings.params().word(target);
    sayings
        .body()
        .say(
            Slot.DEVICES,
            "device " + word,
            Statement.of("device", word, "access=" + (hasAccess ? access : "rwm")).from(span));
  }

  /** A rule about devices: {@code c 1:3 rwm}. */
  public void deviceRule(Text rule, Span span) {
    List<String> words =
        Stream.concat(
                Stream.of("device-rule", "allow"),
                rule.split(' ').stream().map(sayings.params()::word))
            .toList();
    sayings.body().say(Slot.DEVICES, String.join(" ", words), Statement.of(words).from(span));
  }
}
