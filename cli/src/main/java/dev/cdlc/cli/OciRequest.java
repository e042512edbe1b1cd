package dev.cdlc.cli;

import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The process that options of {@code exec} ask for: that of the container, with changes. */
record OciRequest(ParseResult arguments) {
  private static final String TTY = "--tty";
  private static final String CWD = "--cwd";
  private static final String ENV = "--env";
  private static final String USER = "--user";
  private static final String GROUPS = "--additional-gids";
  private static final String CAP = "--cap";
  private static final String NO_NEW_PRIVS = "--no-new-privs";
  private static final String APPARMOR = "--apparmor";
  private static final String LABEL = "--process-label";

  static void addTo(CommandSpec spec) {
    spec.addOption(
            OptionSpec.builder("-t", TTY)
                .type(boolean.class)
                .description("Give it a terminal of the container.")
                .build())
        .addOption(Shape.value(CWD, "FOLDER", "Where it starts, in the container."))
        .addOption(list("-e", ENV, "NAME=VALUE", "A variable of its environment, besides others."))
        .addOption(
            OptionSpec.builder("-u", USER)
                .type(String.class)
                .paramLabel("UID[:GID]")
                .description("Whom it runs as, by numbers.")
                .build())
        .addOption(list("-g", GROUPS, "GID", "A group that it is in besides."))
        .addOption(list("-c", CAP, "CAPABILITY", "A capability besides the container's."))
        .addOption(Shape.flag(NO_NEW_PRIVS, "It gains no privileges by what it executes."))
        .addOption(Shape.value(APPARMOR, "PROFILE", "The profile of AppArmor that confines it."))
        .addOption(Shape.value(LABEL, "LABEL", "The label of SELinux that confines it."));
  }

  private static OptionSpec list(String letter, String name, String label, String description) {
    return OptionSpec.builder(letter, name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** The config with the container's own process where nothing but the command is asked for. */
  static OciConfig withoutCommand(OciConfig config) throws CommandException {
    OciConfig.Process process = config.process();
    return config.with(
        new OciConfig.Process(
            new OciConfig.Terminal(false, process.terminal().size()),
            process.cwd(),
            environment(process, List.of()),
            List.of(),
            process.rlimits(),
            process.apparmorProfile(),
            process.capabilities(),
            process.noNewPrivileges(),
            process.oomScoreAdj(),
            process.scheduler(),
            process.selinuxLabel(),
            process.ioPriority(),
            process.execCpuAffinity(),
            process.user()));
  }

  /** Whether a terminal is asked for. */
  static boolean saysTerminal(ParseResult arguments) {
    return arguments.hasMatchedOption(TTY);
  }

  /** Whether it is asked for as somebody. */
  boolean saysUser() {
    return arguments.hasMatchedOption(USER) || arguments.hasMatchedOption(GROUPS);
  }

  /** The config with what is asked for as its process. */
  OciConfig of(OciConfig config, List<String> args) throws CommandException {
    return of(config, args, saysTerminal(arguments));
  }

  /** The same with a terminal or without. */
  OciConfig of(OciConfig config, List<String> args, boolean terminal) throws CommandException {
    return config.with(process(config.process(), args, terminal));
  }

  private OciConfig.Process process(
      OciConfig.Process container, List<String> args, boolean terminal) throws CommandException {
    return new OciConfig.Process(
        new OciConfig.Terminal(terminal, container.terminal().size()),
        cwd(container),
        environment(container, all(ENV)),
        args,
        container.rlimits(),
        said(APPARMOR).or(container::apparmorProfile),
        capabilities(container.capabilities()),
        container.noNewPrivileges() || arguments.hasMatchedOption(NO_NEW_PRIVS),
        container.oomScoreAdj(),
        container.scheduler(),
        said(LABEL).or(container::selinuxLabel),
        container.ioPriority(),
        container.execCpuAffinity(),
        user(container.user()));
  }

  private Optional<String> said(String option) {
    return Optional.ofNullable(arguments.matchedOptionValue(option, (String) null));
  }

  private List<String> all(String option) {
    return arguments.matchedOptionValue(option, List.of());
  }

  private String cwd(OciConfig.Process container) throws CommandException {
    String cwd = said(CWD).orElse(container.cwd());
    if (!cwd.startsWith("/")) {
      throw new CommandException(
          "the working folder must be an absolute path: '%s'".formatted(cwd));
    }
    return cwd;
  }

  /** One that is said again has the last value. */
  private static List<String> environment(OciConfig.Process container, List<String> more)
      throws CommandException {
    var variables = new LinkedHashMap<String, String>();
    for (String entry : Stream.concat(container.env().stream(), more.stream()).toList()) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw new CommandException("%s takes NAME=VALUE, not '%s'".formatted(ENV, entry));
      }
      variables.put(entry.substring(0, equals), entry);
    }
    return List.copyOf(variables.values());
  }

  private OciConfig.User user(OciConfig.User container) throws CommandException {
    List<Long> groups = new ArrayList<>(container.additionalGids());
    for (String group : all(GROUPS)) {
      groups.add(number(GROUPS, group));
    }
    String[] ids = said(USER).map(user -> user.split(":", 2)).orElse(new String[0]);
    return new OciConfig.User(
        ids.length > 0 ? number(USER, ids[0]) : container.uid(),
        ids.length > 1 ? number(USER, ids[1]) : container.gid(),
        container.umask(),
        groups);
  }

  private static long number(String option, String id) throws CommandException {
    if (!id.matches("[0-9]{1,10}") || Long.parseLong(id) > 0xffff_fffeL) {
      throw new CommandException(
          "%s takes numbers from 0 to 4294967294, not '%s'".formatted(option, id),
          "names of users are the container's own; /etc/passwd there has their numbers");
    }
    return Long.parseLong(id);
  }

  private OciConfig.Capabilities capabilities(OciConfig.Capabilities container)
      throws CommandException {
    List<Capability> more = new ArrayList<>();
    for (String name : all(CAP)) {
      more.add(capability(name));
    }
    return new OciConfig.Capabilities(
        both(container.effective(), more),
        both(container.bounding(), more),
        container.inheritable(),
        both(container.permitted(), more),
        container.ambient());
  }

  private static List<Capability> both(List<Capability> some, List<Capability> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  private static Capability capability(String name) throws CommandException {
    return Stream.of(Capability.values())
        .filter(capability -> capability.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "%s does not know the capability '%s'".formatted(CAP, name),
                    "capabilities(7) has all, such as CAP_NET_RAW"));
  }
}
