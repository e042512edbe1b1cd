package dev.cdlc.cli;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.importer.json.JsonDocument;
import dev.cdlc.importer.oci.ReadOci;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A config.json that is worked on while another thread finds out whether it is valid: that takes as
 * long as making an executable of it.
 */
final class OciReading {
  private final Path folder;
  private final Source source;
  private final FutureTask<Result<ReadOci>> checking;
  private final Optional<OciBundle> presumed;

  private OciReading(Path folder, Source source, JsonDocument document) {
    this.folder = folder;
    this.source = source;
    this.checking = new FutureTask<>(() -> ReadOci.of(document));
    Thread.ofPlatform().daemon().start(checking);
    this.presumed = ReadOci.presumed(document).map(this::bundle);
  }

  /** Work that changes nothing outside of itself, and so may turn out to be for nothing. */
  @FunctionalInterface
  interface Work<T> {
    T of(OciBundle bundle) throws CommandException, IOException;
  }

  /** Begins to read the config.json of a bundle. */
  static OciReading of(Path folder) throws CommandException, IOException {
    Source source = OciBundle.source(folder);
    Result<JsonDocument> document = JsonDocument.read(source);
    if (document.value().isEmpty()) {
      throw new CommandException(OciBundle.text(Sources.of(source), document.diagnostics()));
    }
    return new OciReading(folder, source, document.value().get());
  }

  /**
   * What the work makes of a config that is valid; what is wrong with it is told before all else.
   */
  <T> T make(Work<T> work) throws CommandException, IOException {
    if (presumed.isEmpty()) {
      return work.of(checked());
    }
    T made;
    try {
      made = work.of(presumed.get());
    } catch (CommandException | IOException | RuntimeException e) {
      if (wasRight()) {
        throw e;
      }
      return work.of(checked());
    }
    return wasRight() ? made : work.of(checked());
  }

  /** Properties that are left out can leave an object empty, and so be missed. */
  private boolean wasRight() throws CommandException {
    return checked().config().equals(presumed.orElseThrow().config());
  }

  private OciBundle checked() throws CommandException {
    Result<ReadOci> read;
    try {
      read = checking.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (read.value().isEmpty()) {
      throw new CommandException(OciBundle.text(Sources.of(source), read.diagnostics()));
    }
    return bundle(read.value().get());
  }

  private OciBundle bundle(ReadOci read) {
    return OciBundle.of(folder, read, source);
  }
}
