package dev.cdlc.compiler;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.plan.Plan;

/**
 * One container on its way through the passes.
 *
 * @param configJson the OCI config.json, indented, validated, ends in a newline
 */
public record CompiledContainer(Container model, Emission emission, String configJson) {
  /**
   * Lowers the container to what its executable does; a finding for each thing that config.json can
   * say and no executable can do yet.
   */
  public Result<Plan> plan() {
    return Lower.lower(emission.config(), emission.extras(), emission.origins());
  }
}
