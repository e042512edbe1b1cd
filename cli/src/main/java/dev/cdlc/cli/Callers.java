package dev.cdlc.cli;

import dev.cdlc.compiler.input.Host;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.runtime.kernel.LinuxSyscalls;
import dev.cdlc.runtime.probe.Caller;
import dev.cdlc.runtime.probe.HostProbe;
import dev.cdlc.runtime.probe.SubordinateIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** For whom containers are made: root, or a caller without privileges, with the ids that it has. */
final class Callers {
  private static final String ROOTLESS = "--rootless";
  private static final String IDS = "--rootless-ids";
  private static final Path HOST = Path.of("/");
  private static final int FIELDS = 4;

  /** As uid_map takes them; 4294967295 means no id. */
  private static final long END = 0xffff_ffffL;

  private Callers() {}

  /** Adds the options that say so on any host. */
  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(
            Shape.flag(
                ROOTLESS,
                "Make it for a caller without root, who has no ids but its own; see --rootless-ids."))
        .addOption(
            Shape.value(
                IDS,
                "UID:GID:FIRST:COUNT",
                "Make it for the caller UID, GID without root, to whom COUNT ids of users and of"
                    + " groups are given from FIRST on; see subuid(5)."));
  }

  /** What the options say; without them, for root. */
  static Settings choose(Settings settings, ParseResult arguments) throws CommandException {
    Optional<Rootless> said = said(arguments);
    return said.map(settings::withRootless).orElse(settings);
  }

  /** What the options say; without them, for whoever runs cdlc. */
  static Settings chooseForHost(Settings settings, ParseResult arguments, SeenFiles seen)
      throws CommandException {
    Optional<Rootless> said = said(arguments);
    return (said.isPresent() ? said : ofHost(seen)).map(settings::withRootless).orElse(settings);
  }

  /** Whoever runs cdlc, if that has no privileges; {@code seen} is told what says so. */
  static Optional<Rootless> ofHost(SeenFiles seen) throws CommandException {
    try {
      Caller caller = Caller.read();
      // What is kept is for whoever has the same ids, and those tell no more than usual.
      if (caller.privileged() != (caller.uid() == 0) || caller.confined()) {
        seen.callerUnusual();
      }
      if (caller.privileged()) {
        return Optional.empty();
      }
      SubordinateIds.FILES.forEach(seen::note);
      SubordinateIds ids =
          caller.subordinateIds(
              HOST, program -> new HostProbe(new LinuxSyscalls()).isCapable(program, HOST));
      return Optional.of(rootless(ids, new CallerIds()));
    } catch (IOException e) {
      throw new CommandException("cannot tell who runs cdlc: " + SourceFile.reason(e));
    }
  }

  static Rootless rootless(SubordinateIds ids, Host caller) {
    return ids.lack()
        .map(
            lack ->
                new Rootless(
                    List.of(),
                    List.of(),
                    Optional.of(new Rootless.Lack(lack.detail(), lack.fix().orElseThrow()))))
        .orElseGet(
            () ->
                new Rootless(
                    mapped(caller.uid(), ids.uids()),
                    mapped(caller.gid(), ids.gids()),
                    Optional.empty()));
  }

  /** The caller is 0, the others come behind it one after another. */
  private static List<IdRange> mapped(long caller, List<SubordinateIds.Range> others) {
    List<IdRange> mapped = new ArrayList<>();
    mapped.add(new IdRange(0, caller, 1));
    long next = 1;
    for (SubordinateIds.Range range : others) {
      mapped.add(new IdRange(next, range.first(), range.count()));
      next += range.count();
    }
    return mapped;
  }

  private static Optional<Rootless> said(ParseResult arguments) throws CommandException {
    String ids = arguments.matchedOptionValue(IDS, (String) null);
    if (ids != null) {
      return Optional.of(parse(ids));
    }
    return arguments.hasMatchedOption(ROOTLESS) ? Optional.of(Rootless.ALONE) : Optional.empty();
  }

  private static Rootless parse(String text) throws CommandException {
    String[] fields = text.split(":", -1);
    if (fields.length != FIELDS || !text.matches("[0-9]{1,10}(:[0-9]{1,10}){3}")) {
      throw new CommandException(
          "%s takes four numbers, not '%s'".formatted(IDS, text),
          "as in %s 1000:1000:100000:65536".formatted(IDS));
    }
    long uid = Long.parseLong(fields[0]);
    long gid = Long.parseLong(fields[1]);
    var range = new SubordinateIds.Range(Long.parseLong(fields[2]), Long.parseLong(fields[3]));
    if (uid >= END || gid >= END || range.count() == 0 || range.first() + range.count() > END) {
      throw new CommandException(
          "%s '%s' names ids that there are not".formatted(IDS, text),
          "ids go from 0 to 4294967294");
    }
    return new Rootless(mapped(uid, List.of(range)), mapped(gid, List.of(range)), Optional.empty());
  }
}
