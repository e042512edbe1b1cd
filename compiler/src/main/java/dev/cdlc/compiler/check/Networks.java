package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.Declared.Network;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.JoinedNetwork;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The networks of a set of files, and who may join them. */
final class Networks {
  private final Map<String, Network> byName = new LinkedHashMap<>();
  private final Map<String, Located<Subnet>> subnets = new LinkedHashMap<>();
  private final boolean complete;
  private final Findings findings;

  /**
   * @param subnets what is said of the addresses of each
   * @param complete whether these are all; else one that is missing may exist
   */
  Networks(
      List<Network> declared,
      Function<Network, Optional<Located<Subnet>>> subnets,
      boolean complete,
      Findings findings) {
    for (Network network : declared) {
      String name = network.name().value();
      Optional<Located<Subnet>> said = subnets.apply(network);
      if (byName.putIfAbsent(name, network) == null) {
        said.ifPresent(subnet -> this.subnets.put(name, subnet));
      }
    }
    this.complete = complete;
    this.findings = findings;
  }

  /** Reports subnets that have an address in common. */
  void checkSubnets() {
    List<Located<Subnet>> before = new ArrayList<>();
    subnets.values().forEach(subnet -> apart(subnet, before));
  }

  private void apart(Located<Subnet> subnet, List<Located<Subnet>> before) {
    before.stream()
        .filter(other -> other.value().overlaps(subnet.value()))
        .findFirst()
        .ifPresent(other -> findings.add(overlap(subnet, other)));
    before.add(subnet);
  }

  private static Diagnostic overlap(Located<Subnet> subnet, Located<Subnet> other) {
    return Diagnostic.of(
            Code.CONFLICTING_OPTIONS,
            subnet.span(),
            "`%s` and `%s` have addresses in common"
                .formatted(subnet.value().text(), other.value().text()))
        .withRelated(other.span(), "the other network's subnet")
        .withHelp("an address leads to one network; choose another range, or leave `subnet` out");
  }

  /** Reports what containers of a stack, or of none, join and cannot. */
  void check(List<Located<String>> joined, Optional<Located<String>> stack) {
    for (Located<String> name : joined) {
      Network network = byName.get(name.value());
      if (network == null) {
        unknown(name);
      } else if (!isOpen(network, stack)) {
        findings.add(closed(name, network));
      }
    }
  }

  private void unknown(Located<String> name) {
    if (complete) {
      findings.add(
          findings
              .guesses()
              .explain(
                  Diagnostic.of(
                      Code.UNKNOWN_NAME, name.span(), "there is no network `" + name.value() + "`"),
                  name.value(),
                  byName::keySet,
                  "declare it at the top of the file, or in the stack: `network "
                      + name.value()
                      + ";`"));
    }
  }

  private static boolean isOpen(Network network, Optional<Located<String>> stack) {
    return network.stack().isEmpty()
        || network.stack().map(Located::value).equals(stack.map(Located::value));
  }

  private static Diagnostic closed(Located<String> name, Network network) {
    Located<String> stack = network.stack().orElseThrow();
    return Diagnostic.of(
            Code.UNKNOWN_NAME,
            name.span(),
            "the network `%s` is that of the stack `%s`".formatted(name.value(), stack.value()))
        .withRelated(network.name().span(), "declared here")
        .withHelp("declare the network at the top of the file, where every container can join it");
  }

  /** The networks of these names, with what is declared of them. */
  List<Located<JoinedNetwork>> of(List<Located<String>> joined) {
    return joined.stream()
        .map(name -> new Located<>(new JoinedNetwork(name.value(), subnet(name)), name.span()))
        .toList();
  }

  private Optional<Subnet> subnet(Located<String> name) {
    return Optional.ofNullable(subnets.get(name.value())).map(Located::value);
  }
}
