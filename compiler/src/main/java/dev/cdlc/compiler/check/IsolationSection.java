package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.TimeSpan;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NetworkMode;
import dev.cdlc.compiler.model.TimeOffset;
import dev.cdlc.compiler.model.TimeOffset.Clock;
import dev.cdlc.compiler.registry.IsolationKeyword;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a container's body says of the host's view that it shares, and of its own. */
final class IsolationSection {
  /**
   * Half of KTIME_SEC_MAX of linux/ktime.h, in whole days: proc_timens_set_offset takes no more.
   */
  private static final Duration FARTHEST = Duration.ofDays(53_375);

  private static final Choice<Clock> CLOCKS =
      new Choice<>(List.of(Clock.values()), clock -> "CLOCK_" + clock.name(), "clock");

  private static final Choice<NetworkMode> NETWORKS =
      new Choice<>(List.of(NetworkMode.values()), NetworkMode::name, "kind of network");

  private final Findings findings;
  private final Values values;
  private final NamespaceSection namespaces;
  private final UserIdSection ids;
  private final Once<String> hostname;
  private final Once<String> domainname;
  private final Keyed<Clock, TimeOffset> timeOffsets;
  private final SysctlSection sysctls;
  private final Once<NetworkMode> network;
  private final NetDeviceSection netDevices;

  IsolationSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    namespaces = new NamespaceSection(cells);
    ids = new UserIdSection(cells);
    hostname = cells.once("the host name");
    domainname = cells.once("the domain name");
    timeOffsets = cells.keyed("time-offset");
    sysctls = new SysctlSection(cells);
    network = cells.once("the network");
    netDevices = new NetDeviceSection(cells);
  }

  void read(IsolationKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case NS -> namespaces.read(arguments);
      case UID_MAP -> ids.mapUsers(arguments);
      case GID_MAP -> ids.mapGroups(arguments);
      case USERNS -> ids.chooseFree(arguments);
      case HOSTNAME -> values.read(arguments.one(0), Name::host).ifPresent(hostname::say);
      case DOMAINNAME -> values.read(arguments.one(0), Name::domain).ifPresent(domainname::say);
      case TIME_OFFSET -> timeOffset(arguments);
      case SYSCTL -> sysctls.read(arguments);
      case NET -> values.read(arguments.one(0), NETWORKS::read).ifPresent(network::say);
      case NET_DEVICE -> netDevices.read(arguments);
    }
  }

  Isolation value() {
    return new Isolation(
        namespaces.value(),
        ids.value(),
        hostname.value(),
        domainname.value(),
        timeOffsets.values(),
        sysctls.values(),
        network.value(),
        netDevices.values(),
        Optional.empty());
  }

  /** Whether it is known which namespaces the container has. */
  boolean isUnderstood() {
    return namespaces.isUnderstood();
  }

  /**
   * Reports what the namespaces leave without effect, and ids that cannot be.
   *
   * @param knows whether all that statements of a name say is known
   */
  void finish(Predicate<String> knows) {
    if (Stream.of("uid-map", "gid-map", "userns").allMatch(knows)) {
      ids.finish();
    }
    if (!knows.test("ns")) {
      return;
    }
    netDevices.finish();
    if (isUnderstood()) {
      new NamespaceCoherence(value(), findings).check();
    }
  }

  private void timeOffset(Arguments arguments) {
    var clock = values.read(arguments.one(0), CLOCKS::read);
    var ahead = values.read(arguments.one(1), IsolationSection::offset);
    if (clock.isPresent() && ahead.isPresent()) {
      Clock key = clock.get().value();
      timeOffsets.say(
          key,
          new Located<>(new TimeOffset(key, ahead.get().value()), arguments.span()),
          "the clock `" + Choice.word(key) + "` is set twice");
    }
  }

  private static Reading<Duration> offset(String text) {
    boolean back = text.startsWith("-");
    return TimeSpan.read(back ? text.substring(1) : text)
        .map(Duration::ofNanos)
        .then(
            length ->
                length.compareTo(FARTHEST) > 0
                    ? Reading.outOfRange(
                        "`" + text + "` is too far",
                        "the kernel takes no more than " + FARTHEST.toDays() + "d")
                    : new Reading.Value<>(back ? length.negated() : length));
  }
}
