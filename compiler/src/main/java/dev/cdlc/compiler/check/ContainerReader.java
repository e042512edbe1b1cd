package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.BodyKeyword;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.FilesystemKeyword;
import dev.cdlc.compiler.registry.IsolationKeyword;
import dev.cdlc.compiler.registry.LifecycleKeyword;
import dev.cdlc.compiler.registry.PrivilegeKeyword;
import dev.cdlc.compiler.registry.ProcessKeyword;
import dev.cdlc.compiler.registry.ResourceKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;

/** Reads the body of one container: hands each statement to the section of its group. */
final class ContainerReader {
  private final Findings findings;
  private final BlockReader<BodyKeyword> body;
  private final FilesystemSection filesystem;
  private final ProcessSection process;
  private final PrivilegeSection privilege;
  private final IsolationSection isolation;
  private final ResourceSection resource;
  private final LifecycleSection lifecycle;

  ContainerReader(Cells cells) {
    findings = cells.findings();
    body = cells.blocks(Context.CONTAINER, BodyKeyword.class, this::read);
    filesystem = new FilesystemSection(cells);
    process = new ProcessSection(cells);
    privilege = new PrivilegeSection(cells);
    isolation = new IsolationSection(cells);
    resource = new ResourceSection(cells);
    lifecycle = new LifecycleSection(cells);
  }

  Container read(Located<String> name, Block block, Span span) {
    body.read(block);
    privilege.finish();
    isolation.finish();
    resource.finish();
    if (body.isUnderstood() && isolation.isUnderstood()) {
      new NetworkCoherence(isolation.value(), lifecycle.value(), findings).check();
    }
    if (body.isWhole()) {
      reportMissing(name);
    }
    return new Container(
        name,
        filesystem.value(),
        process.value(),
        privilege.value(name.span()),
        isolation.value(),
        resource.value(),
        lifecycle.value(),
        body.tried(),
        span);
  }

  /** Whether the container may have a `ready` check that could not be read. */
  boolean isDoubtful() {
    return !body.isWhole() || (body.mentions("ready") && lifecycle.value().ready().isEmpty());
  }

  private void read(BodyKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case FilesystemKeyword files -> filesystem.read(files, arguments);
      case ProcessKeyword command -> process.read(command, arguments);
      case PrivilegeKeyword right -> privilege.read(right, arguments);
      case IsolationKeyword view -> isolation.read(view, arguments);
      case ResourceKeyword limit -> resource.read(limit, arguments);
      case LifecycleKeyword around -> lifecycle.read(around, arguments);
    }
  }

  private void reportMissing(Located<String> name) {
    if (!body.mentions("root")) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_ROOT, name.span(), "container `" + name.value() + "` has no root")
              .withHelp("say where its files are: `root ./folder;`, or `root host;` to try it"));
    }
    if (!body.mentions("run") && !body.mentions("shell")) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_RUN, name.span(), "container `" + name.value() + "` has no command")
              .withHelp("add `run /path/to/program;` or `shell \"...\";` so that it can be run"));
    }
  }
}
