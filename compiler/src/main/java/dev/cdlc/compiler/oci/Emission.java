package dev.cdlc.compiler.oci;

import tools.jackson.databind.node.ObjectNode;

/**
 * A container as config.json says it, and what config.json leaves out.
 *
 * @param json the config as JSON, with what {@code oci} puts into it
 */
public record Emission(OciConfig config, ObjectNode json, Extras extras, Origins origins) {}
