package dev.cdlc.schemas;

/** A kind of document that cdlc writes and has a schema for. */
public enum SchemaId {
  /** An OCI runtime-spec 1.3 config.json for Linux. */
  OCI_CONFIG("oci-config.schema.json"),
  /** What {@code cdlc plan --json} prints. */
  PLAN("plan.schema.json");

  private final String resource;

  SchemaId(String resource) {
    this.resource = resource;
  }

  /** The schema's file name, beside this class. */
  String resource() {
    return resource;
  }
}
