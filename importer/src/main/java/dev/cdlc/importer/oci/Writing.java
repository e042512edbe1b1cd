package dev.cdlc.importer.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.cdl.ContainerName;
import dev.cdlc.importer.cdl.Settle;
import dev.cdlc.importer.cdl.Settle.Refusal;
import dev.cdlc.importer.cdl.Settle.Settled;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Layout;
import dev.cdlc.importer.cdl.Word;
import dev.cdlc.importer.json.JsonDocument;
import dev.cdlc.importer.oci.Differences.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the CDL for a config.json: a statement for what statements can say, and `oci` for every
 * difference that is left between what those compile to and what is wanted.
 */
final class Writing {
  static final Bundle BUNDLE = new Bundle("/", Bundle.Paths.RELATIVE);
  private static final String OTHERWISE = "container";
  private static final Statement HOST = Statement.of("root", "host");

  private final JsonDocument document;
  private final Normal normal;
  private final ObjectNode wanted;
  private final Map<Section, List<Statement>> said = new LinkedHashMap<>();
  private Statement root;
  private Optional<Statement> stack = Optional.empty();

  Writing(JsonDocument document, Normal wanted) {
    this.document = document;
    this.normal = wanted;
    this.wanted = wanted.config();
    this.root = RootSection.folder(this.wanted);
  }

  Result<String> text(Optional<String> givenName) {
    String name =
        givenName
            .or(() -> RootSection.container(wanted).flatMap(ContainerName::of))
            .or(() -> Json.text(wanted, "hostname").flatMap(ContainerName::of))
            .orElse(OTHERWISE);
    Sections.ALL.forEach(section -> said.put(section, List.of()));
    say(Section::decides, name);
    sayHost(name);
    sayPrepared(name);
    sayStack(name);
    say(section -> !section.decides(), name);
    // Some statements change what others have unsaid: a bind with rslave, rootfs-propagation.
    say(section -> said(section).isEmpty(), name);
    List<Change> changes = changes(settled(name, List.of()));
    while (retract(changes)) {
      changes = changes(settled(name, List.of()));
    }
    return patched(name, changes);
  }

  /** Lets these sections say what is not as it is wanted yet. */
  private void say(Predicate<Section> which, String name) {
    Normal unsaid = emitted(settled(name, List.of()));
    for (Section section : Sections.ALL) {
      if (which.test(section)) {
        said.put(section, section.statements(normal, unsaid));
      }
    }
  }

  private List<Statement> said(Section section) {
    return said.getOrDefault(section, List.of());
  }

  private Settled settled(String name, List<Statement> patches) {
    List<Statement> block =
        Stream.of(Stream.of(root), said.values().stream().flatMap(List::stream), patches.stream())
            .flatMap(statements -> statements)
            .toList();
    return Settle.settle(draft(name, block), BUNDLE, _ -> Inputs.NONE, Settings.NONE);
  }

  private List<Statement> draft(String name, List<Statement> block) {
    JsonNode annotations = wanted.path("annotations");
    List<Statement> declared =
        Stream.concat(
                OwnAnnotations.networks(annotations),
                Stream.of(Statement.of("container", name).with(Layout.LINES, block)))
            .toList();
    return Stream.concat(
            OwnAnnotations.version(annotations),
            stack
                .map(known -> Stream.of(known.with(Layout.LINES, declared)))
                .orElse(declared.stream()))
        .toList();
  }

  /** Says of which stack the container is, if the compiler takes its name. */
  private void sayStack(String name) {
    stack = OwnAnnotations.stack(wanted.path("annotations"));
    if (!Settle.isTaken(draft(name, List.of(root)), BUNDLE, Settings.NONE)) {
      stack = Optional.empty();
    }
  }

  /** Says what the root is prepared from, if the compiler takes it. */
  private void sayPrepared(String name) {
    root =
        RootSection.prepared(wanted)
            .filter(said -> Settle.isTaken(draft(name, List.of(said)), BUNDLE, Settings.NONE))
            .orElse(root);
  }

  /** Says `root host`, if the mounts begin with what that puts over sockets and homes. */
  private void sayHost(String name) {
    if (wanted.at("/root/path").asString("").equals("/") && RootSection.isReadOnly(wanted)) {
      root = HOST;
      JsonNode mounts = emitted(settled(name, List.of())).config().path("mounts");
      boolean covered =
          MountSection.keepsDefaults(Json.entries(wanted.path("mounts")), Json.entries(mounts));
      root = covered ? HOST : RootSection.folder(wanted);
    }
  }

  private Normal emitted(Settled settled) {
    ObjectNode json = settled.compilation().containers().getFirst().emission().json();
    ObjectNode tidy = (ObjectNode) Tidy.of(json);
    forgetHome(tidy);
    return Normal.of(tidy);
  }

  /** Where a config names no HOME, its runtime finds one: runc, crun and youki do. */
  private void forgetHome(ObjectNode emitted) {
    boolean named = Json.texts(wanted.at("/process/env")).stream().anyMatch(Writing::isHome);
    if (!named && emitted.at("/process/env") instanceof ArrayNode env) {
      env.removeIf(variable -> isHome(variable.asString("")));
    }
  }

  private static boolean isHome(String variable) {
    return variable.startsWith("HOME=");
  }

  private List<Change> changes(Settled settled) {
    return Differences.between(emitted(settled).ordered(), normal.ordered());
  }

  /** Takes back what a section says, where what it is about is replaced as a whole. */
  private boolean retract(List<Change> changes) {
    boolean retracted = false;
    for (var entry : said.entrySet()) {
      if (!entry.getValue().isEmpty() && isReplaced(entry.getKey(), changes)) {
        entry.setValue(List.of());
        retracted = true;
      }
    }
    return retracted;
  }

  private static boolean isReplaced(Section section, List<Change> changes) {
    return section.pointers().stream()
        .allMatch(
            place ->
                changes.stream()
                    .anyMatch(change -> (place + "/").startsWith(change.pointer() + "/")));
  }

  private Result<String> patched(String name, List<Change> changes) {
    List<Statement> patches = changes.stream().map(Writing::patch).toList();
    Settled settled = settled(name, patches);
    List<Diagnostic> refused =
        settled.refusals().stream()
            .filter(refusal -> patches.contains(refusal.node()))
            .map(refusal -> unsayable(refusal, changes.get(patches.indexOf(refusal.node()))))
            .toList();
    if (!refused.isEmpty()) {
      return Result.failed(refused);
    }
    if (!changes(settled).isEmpty()) {
      throw new IllegalStateException("the import differs at " + changes(settled).getFirst());
    }
    return settled.fits()
        ? Result.of(settled.text(), List.of())
        : Result.failed(List.of(tooLong()));
  }

  /** What is longer than a source may be could not be read again. */
  private Diagnostic tooLong() {
    return Diagnostic.of(
            Code.UNSAYABLE,
            new Span(document.source().id(), 0, 0),
            "the CDL for this is longer than a file may be")
        .withHelp("a file of CDL has at most 1 MiB; split the lists that are long");
  }

  private static Statement patch(Change change) {
    return Statement.of(
        "oci",
        Word.of(change.pointer()),
        change.value().map(Compact::text).map(Writing::json).orElse("null"));
  }

  /** Numbers and such need no quotes. */
  private static String json(String text) {
    return text.chars().anyMatch(c -> "\"[{".indexOf(c) >= 0) ? "'" + text + "'" : text;
  }

  private Diagnostic unsayable(Refusal refusal, Change change) {
    String pointer = change.pointer().replaceFirst("/-$", "");
    return Diagnostic.of(
            Code.UNSAYABLE, document.at(pointer), "this cannot be said in CDL, not even by `oci`")
        .withLabel(refusal.reason().message());
  }
}
