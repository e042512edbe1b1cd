package dev.cdlc.cli;

import dev.cdlc.runtime.running.RunFolder;
import java.util.Optional;
import java.util.function.Function;

/** Where the containers of whoever runs cdlc are known. */
interface RunFolders {
  /** Root's, or that of the user whom the environment belongs to. */
  RunFolders OF_CALLER = variable -> RunFolder.of(new CallerIds().uid(), variable);

  /**
   * The folder.
   *
   * @param variable a variable of the environment
   */
  Optional<RunFolder> of(Function<String, Optional<String>> variable);

  default Optional<RunFolder> of(Console console) {
    return of(name -> Optional.ofNullable(console.environment().get(name)));
  }
}
