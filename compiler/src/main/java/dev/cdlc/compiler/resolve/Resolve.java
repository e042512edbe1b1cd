package dev.cdlc.compiler.resolve;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Answer.Absent;
import dev.cdlc.compiler.input.Answer.Found;
import dev.cdlc.compiler.input.Answer.Refused;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.registry.LayoutNames;
import dev.cdlc.compiler.resolve.FileSet.Inclusion;
import dev.cdlc.compiler.resolve.FileSet.Member;
import dev.cdlc.compiler.syntax.Parse;
import dev.cdlc.compiler.syntax.SyntaxFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pass from a source to the set of files that it and its includes are, each parsed once. */
public final class Resolve {
  /** How many files may include each other in a chain, the named one not counted. */
  private static final int DEEPEST = 16;

  private final Inputs inputs;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /** By real path; one that could not be read has no file. */
  private final Map<String, Optional<SyntaxFile>> read = new HashMap<>();

  /** The files that are being read, from the named one inwards. */
  private final List<Open> open = new ArrayList<>();

  private Optional<ProjectRoot> root = Optional.empty();

  private Resolve(Inputs inputs) {
    this.inputs = inputs;
  }

  /**
   * A file that is being read.
   *
   * @param folder absolute, as its path was written
   * @param shownFolder as readers see it
   * @param folderFromMain as {@link Member#folder} has it
   * @param realPath empty where it is not known: text from a pipe or an editor
   */
  private record Open(
      SyntaxFile file,
      String folder,
      String shownFolder,
      String folderFromMain,
      Optional<String> realPath,
      List<Span> includedFrom) {}

  /**
   * Parses a source and what it includes. There is always a set; what could not be read is missing
   * from it and reported.
   *
   * @param folder the absolute path of the source's folder
   */
  public static Result<FileSet> resolve(Source source, String folder, Inputs inputs) {
    var resolve = new Resolve(inputs);
    SyntaxFile file = resolve.parse(source);
    if (IncludeStatement.in(file).isEmpty()) {
      return Result.of(new FileSet(folder, List.of(Member.alone(file))), resolve.diagnostics);
    }
    String name = source.id().name();
    resolve.read(
        new Open(
            file,
            folder,
            Paths.folder(name),
            "",
            resolve.realPath(Paths.join(folder, name.substring(name.lastIndexOf('/') + 1))),
            List.of()));
    var files = new FileSet(folder, resolve.members);
    return Result.of(files, files.withChains(resolve.diagnostics));
  }

  private SyntaxFile parse(Source source) {
    Result<SyntaxFile> parsed = Parse.parse(source, new LayoutNames());
    diagnostics.addAll(parsed.diagnostics());
    return parsed.value().orElseThrow();
  }

  private Optional<String> realPath(String path) {
    return inputs.realPath(path) instanceof Found<String>(String real)
        ? Optional.of(real)
        : Optional.empty();
  }

  private void read(Open file) {
    open.add(file);
    List<IncludeStatement> includes = IncludeStatement.in(file.file());
    var inclusions = new ArrayList<Inclusion>();
    for (IncludeStatement include : includes) {
      include(file, include)
          .ifPresent(
              found -> inclusions.add(new Inclusion(found, include.alias(), include.span())));
    }
    open.removeLast();
    boolean whole = inclusions.size() == includes.size();
    members.add(
        new Member(file.file(), file.folderFromMain(), inclusions, file.includedFrom(), whole));
  }

  private Optional<SyntaxFile> include(Open by, IncludeStatement include) {
    String path = Paths.join(by.folder(), include.path().text());
    return switch (inputs.realPath(path)) {
      case Found<String>(String real) -> inside(by, include, path, real);
      case Absent<String>() ->
          isInside(Paths.normal(path)) ? refuse(include, "no such file") : outside(include);
      case Refused<String>(String reason) -> refuse(include, reason);
    };
  }

  private boolean isInside(String path) {
    return root().holds(path) || projectFolderAsWritten(path);
  }

  /** Whether a path that leads nowhere lies below the folder of the named file, as written. */
  private boolean projectFolderAsWritten(String path) {
    return path.startsWith(open.getFirst().folder() + "/");
  }

  private ProjectRoot root() {
    if (root.isEmpty()) {
      String folder = open.getFirst().folder();
      String real =
          open.getFirst().realPath().map(Paths::folder).orElse(realPath(folder).orElse(folder));
      root = Optional.of(ProjectRoot.above(real, inputs));
    }
    return root.get();
  }

  private Optional<SyntaxFile> inside(Open by, IncludeStatement include, String path, String real) {
    if (!root().holds(real)) {
      return outside(include);
    }
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).realPath().filter(real::equals).isPresent()) {
        return cycle(include, i);
      }
    }
    Optional<SyntaxFile> known = read.get(real);
    if (known != null) {
      return known;
    }
    if (open.size() > DEEPEST) {
      return tooDeep(include);
    }
    read.put(real, Optional.empty());
    Optional<SyntaxFile> file = load(by, include, path, real);
    read.put(real, file);
    return file;
  }

  private Optional<SyntaxFile> load(Open by, IncludeStatement include, String path, String real) {
    return switch (inputs.read(real)) {
      case Found<ByteBuffer>(ByteBuffer content) -> decoded(by, include, path, real, content);
      case Absent<ByteBuffer>() -> refuse(include, "no such file");
      case Refused<ByteBuffer>(String reason) -> refuse(include, reason);
    };
  }

  private Optional<SyntaxFile> decoded(
      Open by, IncludeStatement include, String path, String real, ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    String written = include.path().text();
    var chain = new ArrayList<Span>();
    chain.add(include.span());
    chain.addAll(by.includedFrom());
    Result<Source> source =
        Source.decode(new SourceId(Paths.join(by.shownFolder(), written)), bytes);
    source.diagnostics().forEach(found -> diagnostics.add(found.withIncludedFrom(chain)));
    Optional<SyntaxFile> file = source.value().map(this::parse);
    file.ifPresent(
        parsed ->
            read(
                new Open(
                    parsed,
                    Paths.folder(path),
                    Paths.folder(Paths.join(by.shownFolder(), written)),
                    Paths.folder(Paths.join(by.folderFromMain(), written)),
                    Optional.of(real),
                    chain)));
    return file;
  }

  private Optional<SyntaxFile> refuse(IncludeStatement include, String reason) {
    diagnostics.add(
        Diagnostic.of(
                Code.UNREADABLE_INCLUDE,
                include.path().span(),
                "cannot read `%s`: %s".formatted(include.path().text(), reason))
            .withHelp("the path starts at the folder of the file that includes it"));
    return Optional.empty();
  }

  private Optional<SyntaxFile> outside(IncludeStatement include) {
    diagnostics.add(
        Diagnostic.of(
                Code.INCLUDE_OUTSIDE_PROJECT,
                include.path().span(),
                "`%s` is outside of the project".formatted(include.path().text()))
            .withLabel("symbolic links are followed before it is looked at")
            .withHelp(
                "the project is `"
                    + root().folder()
                    + "`: the nearest folder upwards that has a `cdlc.cdl` or a `.git`"));
    return Optional.empty();
  }

  private Optional<SyntaxFile> cycle(IncludeStatement include, int first) {
    List<Open> round = open.subList(first, open.size());
    Diagnostic report =
        Diagnostic.of(
            Code.CYCLE,
            include.path().span(),
            round.size() == 1
                ? "the file includes itself"
                : "the file includes itself by way of others");
    for (int i = 1; i < round.size(); i++) {
      report =
          report.withRelated(
              round.get(i).includedFrom().getFirst(),
              "`" + round.get(i).file().source().id() + "` is included here");
    }
    diagnostics.add(report.withHelp("put what the files share into one that includes none"));
    return Optional.empty();
  }

  private Optional<SyntaxFile> tooDeep(IncludeStatement include) {
    diagnostics.add(
        Diagnostic.of(
                Code.COMPOSITION_LIMIT,
                include.path().span(),
                "files include each other more than %d deep".formatted(DEEPEST))
            .withHelp("include the file from one nearer to the first"));
    return Optional.empty();
  }
}
