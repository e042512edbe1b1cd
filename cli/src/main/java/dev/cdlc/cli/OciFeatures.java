package dev.cdlc.cli;

import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.oci.Features;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code cdlc oci features}: what of the specification is implemented. */
final class OciFeatures implements OciVerb {
  @Override
  public String name() {
    return "features";
  }

  @Override
  public CommandSpec spec() {
    return Shape.command(
        "oci " + name(),
        List.of("Prints as JSON what of the OCI runtime specification is implemented."),
        "oci features",
        "sudo cdlc oci features");
  }

  @Override
  public int run(ParseResult arguments, OciHost host) {
    host.console().out().print(Features.json(Lower.mountOptions()));
    return DONE;
  }
}
