package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.registry.FilesystemOptions;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** What {@code bind}, {@code tmpfs} and {@code mount} say. */
final class MountSection {
  /**
   * What may be bound over in proc(5): files that other tools emulate. Source: the list in runc's
   * libcontainer/rootfs_linux.go, checkProcMount.
   */
  private static final Set<String> REPLACEABLE_IN_PROC =
      Set.of(
          "/proc/cpuinfo",
          "/proc/diskstats",
          "/proc/loadavg",
          "/proc/meminfo",
          "/proc/net/dev",
          "/proc/slabinfo",
          "/proc/stat",
          "/proc/swaps",
          "/proc/sys/crypto/fips_enabled",
          "/proc/sys/kernel/ns_last_pid",
          "/proc/uptime");

  private static final String PROC = "/proc";

  private final Cells cells;
  private final Findings findings;
  private final Values values;
  private final Keyed<String, Mount> mounts;

  MountSection(Cells cells) {
    this.cells = cells;
    findings = cells.findings();
    values = new Values(findings);
    mounts = new Keyed<>(cells);
    cells.onReset("bind", () -> mounts.clear(Mount.Bind.class::isInstance));
    cells.onReset("tmpfs", () -> mounts.clear(Mount.Tmpfs.class::isInstance));
    cells.onReset("mount", () -> mounts.clear(Mount.Typed.class::isInstance));
  }

  void bind(Arguments arguments) {
    var block = new MountBlock(cells, arguments);
    List<Located<String>> options =
        options(FilesystemOptions.BIND).read(arguments.many(2), block.options());
    Optional<String> source = read(arguments.one(0), FilesystemSection::path);
    Optional<String> target = target(arguments.one(1), FilesystemOptions.BIND, source.orElse(""));
    if (source.isPresent() && target.isPresent()) {
      add(new Mount.Bind(source.get(), target.get(), options, block.ids()), arguments);
    }
  }

  void tmpfs(Arguments arguments) {
    var block = new MountBlock(cells, arguments);
    List<Located<String>> options =
        options(FilesystemOptions.TMPFS).read(arguments.many(2), block.options());
    arguments.optional(1).ifPresent(size -> reportSecondSize(size, options));
    OptionalLong bytes =
        arguments
            .optional(1)
            .flatMap(word -> read(word, ByteSize::read))
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty);
    target(arguments.one(0), FilesystemOptions.TMPFS, "")
        .ifPresent(target -> add(new Mount.Tmpfs(target, bytes, options, block.ids()), arguments));
  }

  /** Where a word is out of place, so are those behind it: one report is enough. */
  void mount(Arguments arguments) {
    var block = new MountBlock(cells, arguments);
    List<Word> behind = arguments.many(3);
    var type = MountType.of(arguments.one(0), behind, block.options());
    Optional<String> name = read(arguments.one(0), type::read);
    if (type.isOutOfPlace()) {
      return;
    }
    Optional<Mount.Source> source = read(arguments.one(1), type::source);
    target(arguments.one(2), type.kind(), arguments.one(1).text())
        .ifPresent(
            target -> {
              List<Located<String>> options = options(type.kind()).read(behind, block.options());
              if (name.isPresent() && source.isPresent()) {
                var mount = new Mount.Typed(name.get(), source.get(), target, options, block.ids());
                add(mount, arguments);
              }
            });
  }

  List<Located<Mount>> values() {
    return mounts.values();
  }

  private void add(Mount mount, Arguments arguments) {
    String fault = "two mounts share the target `" + mount.target() + "`";
    mounts.say(mount.target(), new Located<>(mount, arguments.span()), fault);
  }

  private MountOptions options(String type) {
    return new MountOptions(findings, type);
  }

  private <T> Optional<T> read(Word word, Function<String, Reading<T>> type) {
    return values.read(word, type).map(Located::value);
  }

  /**
   * The place of a mount, if there may be one.
   *
   * @param source what a bind shows
   */
  private Optional<String> target(Word word, String type, String source) {
    return values
        .read(word, ContainerPath::read)
        .filter(target -> mayCover(target, type, source))
        .map(Located::value);
  }

  private boolean mayCover(Located<String> target, String type, String source) {
    String path = target.value();
    if (path.equals("/")) {
      return refuse(target, "a mount cannot cover `/`", "`root` says what stands there");
    }
    boolean bind = type.equals(FilesystemOptions.BIND);
    boolean wholeProc = path.equals(PROC) && (type.equals("proc") || (bind && source.equals(PROC)));
    boolean fileInProc = bind && REPLACEABLE_IN_PROC.contains(path);
    return !isInProc(path)
        || wholeProc
        || fileInProc
        || refuse(
            target,
            "a mount cannot cover `" + path + "`",
            "programs trust what the kernel says there; see `cdlc explain CDL1015`");
  }

  private static boolean isInProc(String path) {
    return path.equals(PROC) || path.startsWith(PROC + "/");
  }

  private boolean refuse(Located<String> target, String message, String help) {
    findings.add(Diagnostic.of(Code.INVALID_MOUNT_TARGET, target.span(), message).withHelp(help));
    return false;
  }

  private void reportSecondSize(Word size, List<Located<String>> options) {
    options.stream()
        .filter(option -> option.value().startsWith("size="))
        .findFirst()
        .ifPresent(
            option ->
                findings.add(
                    MountOptions.contradiction(new Located<>(size.text(), size.span()), option)));
  }
}
