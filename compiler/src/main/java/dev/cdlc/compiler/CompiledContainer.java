package dev.cdlc.compiler;

import dev.cdlc.compiler.model.Container;
import dev.cdlc.plan.Plan;

/**
 * One container on its way through the passes.
 *
 * @param configJson the OCI config.json, indented, validated, ends in a newline
 */
public record CompiledContainer(Container model, String configJson, Plan plan) {}
