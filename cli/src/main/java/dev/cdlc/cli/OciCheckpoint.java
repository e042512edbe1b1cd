package dev.cdlc.cli;

import dev.cdlc.runtime.container.ContainerId;
import dev.cdlc.runtime.container.StateException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code cdlc oci checkpoint} and {@code restore}, which runc leaves to CRIU: they take what runc
 * takes, and say that nothing is kept.
 *
 * @param name the verb
 */
record OciCheckpoint(String name) implements OciVerb {
  static final OciCheckpoint CHECKPOINT = new OciCheckpoint("checkpoint");
  static final OciCheckpoint RESTORE = new OciCheckpoint("restore");

  private static final List<String> FLAGS =
      List.of("--tcp-established", "--ext-unix-sk", "--shell-job", "--file-locks", "--lazy-pages");
  private static final List<String> FLAGS_OF_CHECKPOINT = List.of("--leave-running", "--pre-dump");
  private static final List<String> FLAGS_OF_RESTORE = List.of("--no-subreaper", "--no-pivot");
  private static final List<String> VALUES =
      List.of("--image-path", "--work-path", "--manage-cgroups-mode", "--empty-ns");
  private static final List<String> VALUES_OF_CHECKPOINT =
      List.of("--parent-path", "--status-fd", "--page-server");
  private static final List<String> VALUES_OF_RESTORE =
      List.of("--console-socket", "--pid-file", "--lsm-profile", "--lsm-mount-context");
  private static final String ACCEPTED = "As runc has it.";

  @Override
  public CommandSpec spec() {
    boolean restores = equals(RESTORE);
    CommandSpec spec =
        Shape.command(
            "oci " + name,
            List.of("Fails: cdlc does not drive CRIU, which keeps the state of processes."),
            "oci %s [OPTION...] CONTAINER-ID".formatted(name),
            "sudo cdlc oci %s web".formatted(name));
    FLAGS.forEach(flag -> spec.addOption(Shape.flag(flag, ACCEPTED)));
    (restores ? FLAGS_OF_RESTORE : FLAGS_OF_CHECKPOINT)
        .forEach(flag -> spec.addOption(Shape.flag(flag, ACCEPTED)));
    VALUES.forEach(value -> spec.addOption(Shape.value(value, "VALUE", ACCEPTED)));
    (restores ? VALUES_OF_RESTORE : VALUES_OF_CHECKPOINT)
        .forEach(value -> spec.addOption(Shape.value(value, "VALUE", ACCEPTED)));
    spec.addOption(Shape.flag("--auto-dedup", ACCEPTED));
    if (restores) {
      spec.addOption(lettered(String.class, "-b", "--bundle"))
          .addOption(lettered(boolean.class, "-d", "--detach"));
    }
    return spec.addPositional(Shape.words("CONTAINER-ID", "The container."));
  }

  private static OptionSpec lettered(Class<?> type, String letter, String option) {
    return OptionSpec.builder(letter, option).type(type).description(ACCEPTED).build();
  }

  @Override
  public int run(ParseResult arguments, OciHost host)
      throws CommandException, StateException, IOException {
    ContainerId id = ContainerId.of(Words.of(arguments).only("CONTAINER-ID"));
    if (equals(CHECKPOINT)) {
      host.store().look(id).close();
    }
    throw new CommandException(
        "cannot %s %s: that needs CRIU, which cdlc does not drive".formatted(name, id.value()),
        "create the container anew, or leave it to a runtime that drives criu(8), such as runc");
  }
}
