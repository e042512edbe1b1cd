package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ByteSize;
import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Diagnostic.Edit;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.registry.MountOption;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code bind} and {@code tmpfs} say. */
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

  private final Findings findings;
  private final Values values;
  private final Keyed<String, Mount> mounts;

  MountSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    mounts = cells.keyed("bind");
  }

  void bind(Arguments arguments) {
    List<String> options = options(arguments.many(2));
    Optional<Located<String>> source = values.read(arguments.one(0), FilesystemSection::path);
    Optional<Located<String>> target = values.read(arguments.one(1), ContainerPath::read);
    if (source.isPresent() && target.isPresent()) {
      String from = source.get().value();
      if (mayCover(target.get(), from)) {
        add(new Mount.Bind(from, target.get().value(), options), arguments);
      }
    }
  }

  void tmpfs(Arguments arguments) {
    List<String> options = options(arguments.many(2));
    arguments.optional(1).ifPresent(size -> reportSecondSize(size, arguments.many(2)));
    Optional<Located<Long>> size =
        arguments.optional(1).flatMap(word -> values.read(word, ByteSize::read));
    OptionalLong bytes =
        size.map(read -> OptionalLong.of(read.value())).orElseGet(OptionalLong::empty);
    values
        .read(arguments.one(0), ContainerPath::read)
        .filter(target -> mayCover(target, ""))
        .ifPresent(target -> add(new Mount.Tmpfs(target.value(), bytes, options), arguments));
  }

  List<Located<Mount>> values() {
    return mounts.values();
  }

  private void add(Mount mount, Arguments arguments) {
    String fault = "two mounts share the target `" + mount.target() + "`";
    mounts.say(mount.target(), new Located<>(mount, arguments.span()), fault);
  }

  /** Whether a mount may stand over a path; {@code source} is empty where it is not a bind. */
  private boolean mayCover(Located<String> target, String source) {
    String path = target.value();
    if (path.equals("/")) {
      return refuse(target, "a mount cannot cover `/`", "`root` says what stands there");
    }
    boolean wholeProc = path.equals("/proc") && source.equals("/proc");
    boolean fileInProc = !source.isEmpty() && REPLACEABLE_IN_PROC.contains(path);
    return !isInProc(path)
        || wholeProc
        || fileInProc
        || refuse(
            target,
            "a mount cannot cover `" + path + "`",
            "programs trust what the kernel says there; see `cdlc explain CDL1015`");
  }

  private static boolean isInProc(String path) {
    return path.equals("/proc") || path.startsWith("/proc/");
  }

  private boolean refuse(Located<String> target, String message, String help) {
    findings.add(Diagnostic.of(Code.INVALID_MOUNT_TARGET, target.span(), message).withHelp(help));
    return false;
  }

  private List<String> options(List<Word> words) {
    var seen = new HashMap<String, Word>();
    for (Word word : words) {
      Word other = seen.putIfAbsent(aspect(word.text()), word);
      if (other != null) {
        findings.add(contradiction(other, word));
      }
    }
    return words.stream().map(Word::text).toList();
  }

  private void reportSecondSize(Word size, List<Word> options) {
    options.stream()
        .filter(option -> option.text().startsWith("size="))
        .findFirst()
        .ifPresent(option -> findings.add(contradiction(size, option)));
  }

  /** What an option decides: for those of the file system, the name before the equals sign. */
  private static String aspect(String option) {
    int equals = option.indexOf('=');
    return MountOption.of(option)
        .map(known -> known.aspect().name())
        .orElseGet(() -> equals < 0 ? option : option.substring(0, equals));
  }

  private static Diagnostic contradiction(Word first, Word second) {
    boolean same = first.text().equals(second.text());
    Diagnostic report =
        Diagnostic.of(
                Code.CONFLICTING_OPTIONS,
                second.span(),
                same
                    ? "`" + second.text() + "` is said twice"
                    : "`%s` contradicts `%s`".formatted(second.text(), first.text()))
            .withRelated(first.span(), "said first here")
            .withHelp("keep one of the two");
    return same ? report.withFix("remove the second", new Edit(second.span(), "")) : report;
  }
}
