package dev.cdlc.compiler;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.lower.Lower;
import dev.cdlc.compiler.lower.Shape;
import dev.cdlc.compiler.model.Container;
import dev.cdlc.compiler.oci.Emission;
import dev.cdlc.plan.Plan;
import dev.cdlc.schemas.JsonText;

/** One container on its way through the passes; its config is validated. */
public record CompiledContainer(Container model, Emission emission) {
  /** The OCI config.json: indented, ends in a newline. */
  public String configJson() {
    return JsonText.print(emission.json());
  }

  /**
   * Lowers the container to what its executable does; a finding for each thing that config.json can
   * say and no executable can do yet.
   */
  public Result<Plan> plan() {
    return plan(new Shape.Attached());
  }

  /** The same in another shape. */
  public Result<Plan> plan(Shape shape) {
    return Lower.lower(emission.config(), emission.extras(), emission.origins(), shape);
  }
}
