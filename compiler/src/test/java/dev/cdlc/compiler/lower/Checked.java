package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Capabilities;
import dev.cdlc.compiler.model.Command;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Cpu;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Memory;
import dev.cdlc.compiler.model.Mount;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.PidsLimit;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.Variable;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds the model that the checker would make of a source, each value at its own words. */
public final class Checked {
  private final Source source;
  private final String name;
  private Optional<Located<Root>> root = Optional.empty();
  private Optional<Located<Command>> command = Optional.empty();
  private Optional<Located<String>> cwd = Optional.empty();
  private Optional<Located<String>> hostname = Optional.empty();
  private Optional<Located<User>> user = Optional.empty();
  private Optional<List<Located<NamespaceType>>> namespaces = Optional.empty();
  private Optional<Cpu> cpu = Optional.empty();
  private Optional<Memory> memory = Optional.empty();
  private Optional<Located<PidsLimit>> pids = Optional.empty();
  private Optional<Located<Boolean>> noNewPrivileges = Optional.empty();
  private Optional<Located<Boolean>> defaultMounts = Optional.empty();
  private Optional<Located<Capabilities.Base>> base = Optional.empty();
  private Optional<Located<List<Capability>>> only = Optional.empty();
  private final List<Located<Capability>> add = new ArrayList<>();
  private final List<Located<Capability>> drop = new ArrayList<>();
  private final List<Located<Variable>> environment = new ArrayList<>();
  private final List<Located<Mount>> mounts = new ArrayList<>();

  public Checked(String name, String text) {
    this.source = new Source(new SourceId(name + ".cdl"), text);
    this.name = name;
  }

  public Source source() {
    return source;
  }

  /** A value said by the first such words of the source. */
  private <T> Located<T> at(String words, T value) {
    int start = source.text().indexOf(words);
    if (start < 0) {
      throw new IllegalArgumentException("not in the source: " + words);
    }
    return new Located<>(value, source.span(start, start + words.length()));
  }

  public Checked root(String words, Root value) {
    root = Optional.of(at(words, value));
    return this;
  }

  public Checked run(String words, String... args) {
    command = Optional.of(at(words, new Command(List.of(args))));
    return this;
  }

  public Checked cwd(String words, String value) {
    cwd = Optional.of(at(words, value));
    return this;
  }

  public Checked hostname(String words, String value) {
    hostname = Optional.of(at(words, value));
    return this;
  }

  public Checked user(String words, User value) {
    user = Optional.of(at(words, value));
    return this;
  }

  public Checked ns(String words, NamespaceType... types) {
    namespaces = Optional.of(List.of(types).stream().map(type -> at(words, type)).toList());
    return this;
  }

  public Checked cpu(String words, Cpu.CpuLimit limit) {
    cpu = Optional.of(new Cpu(Optional.of(at(words, limit)), Optional.empty()));
    return this;
  }

  public Checked cpu(String limitWords, Cpu.CpuLimit limit, String periodWords, long micros) {
    cpu =
        Optional.of(
            new Cpu(Optional.of(at(limitWords, limit)), Optional.of(at(periodWords, micros))));
    return this;
  }

  public Checked memory(String words, Memory.MemoryLimit limit) {
    memory = Optional.of(new Memory(Optional.of(at(words, limit))));
    return this;
  }

  public Checked pids(String words, PidsLimit limit) {
    pids = Optional.of(at(words, limit));
    return this;
  }

  public Checked noNewPrivileges(String words, boolean on) {
    noNewPrivileges = Optional.of(at(words, on));
    return this;
  }

  public Checked defaultMounts(String words, boolean on) {
    defaultMounts = Optional.of(at(words, on));
    return this;
  }

  public Checked capBase(String words, Capabilities.Base value) {
    base = Optional.of(at(words, value));
    return this;
  }

  public Checked capOnly(String words, Capability... capabilities) {
    only = Optional.of(at(words, List.of(capabilities)));
    return this;
  }

  public Checked capAdd(String words, Capability capability) {
    add.add(at(words, capability));
    return this;
  }

  public Checked capDrop(String words, Capability capability) {
    drop.add(at(words, capability));
    return this;
  }

  public Checked env(String words, Variable variable) {
    environment.add(at(words, variable));
    return this;
  }

  public Checked mount(String words, Mount mount) {
    mounts.add(at(words, mount));
    return this;
  }

  private Span capSpan() {
    return Stream.of(base.stream(), add.stream(), drop.stream(), only.stream())
        .flatMap(said -> said)
        .map(Located::span)
        .reduce(Span::to)
        .orElse(source.span(0, 0));
  }

  public Container container() {
    Span whole = source.span(0, source.length());
    return new Container(
        at(name, name),
        root,
        command,
        cwd,
        environment,
        hostname,
        user,
        namespaces,
        cpu,
        memory,
        pids,
        new Located<>(new Capabilities(base, add, drop, only), capSpan()),
        noNewPrivileges,
        mounts,
        defaultMounts,
        whole);
  }
}
