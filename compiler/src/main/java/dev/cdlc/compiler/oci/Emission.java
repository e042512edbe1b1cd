package dev.cdlc.compiler.oci;

/** A container as config.json says it, and what config.json leaves out. */
public record Emission(OciConfig config, Extras extras, Origins origins) {}
