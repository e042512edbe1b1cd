package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.json.Json;
import dev.cdlc.compiler.json.Json.Property;
import dev.cdlc.compiler.json.ReadJson;
import dev.cdlc.compiler.json.Wanted;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.MachineAbi;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.Flag;
import dev.cdlc.plan.SeccompFilter.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a JSON file that says a filter: {@code linux.seccomp} of config.json, or what moby and
 * containers/common make it from, where rules stand for some containers and machines alone. All
 * that is wrong with it is told at its place in the file.
 */
final class FilterFile {
  private static final Wanted WANTED =
      new Wanted(
          "a filter of system calls",
          "it holds `linux.seccomp` of a config.json, or a seccomp profile of Docker or Podman",
          Code.INVALID_FILTER_FILE,
          Code.INVALID_FILTER_FILE);

  private static final List<String> PROPERTIES =
      List.of(
          "defaultAction",
          "defaultErrnoRet",
          "defaultErrno",
          "architectures",
          "archMap",
          "flags",
          "listenerPath",
          "listenerMetadata",
          "syscalls");

  private static final List<String> MAPPED = List.of("architecture", "subArchitectures");

  private static final Choice<MachineAbi> ARCHITECTURES =
      new Choice<>(List.of(MachineAbi.values()), abi -> "SCMP_ARCH_" + abi.name(), "architecture");

  private final JsonFindings findings = new JsonFindings();

  private FilterFile() {}

  /** The filter, or what is wrong with the file. */
  static Result<SystemCallFilter.Own> read(Source source) {
    return ReadJson.read(source, WANTED).then(root -> new FilterFile().filter(root));
  }

  private Result<SystemCallFilter.Own> filter(Json root) {
    Optional<Property> whole = wholeConfig(root);
    if (whole.isPresent()) {
      return Result.failed(List.of(wholeConfig(whole.get())));
    }
    Optional<SystemCallFilter.Own> filter =
        JsonFields.of(root, PROPERTIES, findings).map(this::filter);
    return findings.all().isEmpty()
        ? new Result<>(filter, List.of())
        : Result.failed(findings.all());
  }

  private static Optional<Property> wholeConfig(Json root) {
    return root instanceof Json.Mapping object ? object.get("linux") : Optional.empty();
  }

  private static Diagnostic wholeConfig(Property linux) {
    return Diagnostic.of(
            Code.INVALID_FILTER_FILE, linux.place(), "this is a whole config.json, not a filter")
        .withHelp("put the value of its `linux.seccomp` into a file of its own");
  }

  private SystemCallFilter.Own filter(JsonFields file) {
    file.require("defaultAction", "the file", "\"defaultAction\": \"SCMP_ACT_ERRNO\"");
    Optional<Located<SeccompAction>> otherwise =
        new FilterFileAction(file, "defaultAction", "defaultErrnoRet", "defaultErrno").read();
    List<Located<MachineAbi>> architectures = architectures(file);
    List<Located<Flag>> flags = file.texts("flags", FilterSection.FLAGS::spelled);
    Optional<Located<Listener>> listener = listener(file);
    if (listener.isEmpty()) {
      flags.stream()
          .filter(flag -> flag.value() == Flag.WAIT_KILLABLE_RECV)
          .forEach(flag -> findings.add(needsListener(flag.span())));
    }
    var rules = new ArrayList<Located<SystemCallFilter.Rule>>();
    for (Json rule : file.items("syscalls")) {
      JsonFields.of(rule, FilterFileRule.PROPERTIES, findings)
          .ifPresent(fields -> rules.addAll(new FilterFileRule(fields).rules()));
    }
    return new SystemCallFilter.Own(
        otherwise, architectures, Located.distinct(flags), rules, listener);
  }

  private static Diagnostic needsListener(Span flag) {
    return FilterSection.needsListener(
        flag, "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV", "listenerPath");
  }

  private List<Located<MachineAbi>> architectures(JsonFields file) {
    Optional<Span> mapped = file.name("archMap");
    Optional<Span> listed = file.name("architectures");
    if (mapped.isPresent() && listed.isPresent()) {
      findings.add(
          Diagnostic.of(
                  Code.CONFLICTING_OPTIONS,
                  mapped.get(),
                  "`archMap` and `architectures` say the same thing twice")
              .withRelated(listed.get(), "said here")
              .withHelp("keep one of the two"));
    }
    var architectures = new ArrayList<>(file.texts("architectures", ARCHITECTURES::spelled));
    for (Json entry : file.items("archMap")) {
      JsonFields.of(entry, MAPPED, findings)
          .ifPresent(fields -> architectures.addAll(mapped(fields)));
    }
    return Located.distinct(architectures);
  }

  /** What an entry of {@code archMap} adds; nothing for a machine that cdlc makes nothing for. */
  private static List<Located<MachineAbi>> mapped(JsonFields entry) {
    entry.require("architecture", "the entry", "\"architecture\": \"SCMP_ARCH_X86_64\"");
    Optional<Located<MachineAbi>> own = entry.text("architecture", ARCHITECTURES::spelled);
    List<Located<MachineAbi>> others = entry.texts("subArchitectures", ARCHITECTURES::spelled);
    var all = new ArrayList<Located<MachineAbi>>();
    own.filter(abi -> FilterFileScope.isServed(abi.value()))
        .ifPresent(
            abi -> {
              all.add(abi);
              all.addAll(others);
            });
    return all;
  }

  private Optional<Located<Listener>> listener(JsonFields file) {
    Optional<Located<String>> path = file.text("listenerPath", ContainerPath::read);
    Optional<Located<String>> metadata = file.text("listenerMetadata");
    if (file.name("listenerPath").isEmpty()) {
      metadata.ifPresent(
          said ->
              findings.add(
                  Diagnostic.of(
                          Code.INVALID_FILTER_FILE,
                          said.span(),
                          "`listenerMetadata` needs a `listenerPath`")
                      .withHelp("it is what the listener at that path is told")));
    }
    return path.map(
        said ->
            new Located<>(
                new Listener(said.value(), metadata.map(Located::value).orElse("")), said.span()));
  }
}
