package dev.cdlc.importer.oci;

import tools.jackson.databind.node.ObjectNode;

/**
 * A config.json in normal form.
 *
 * @param config as it was written, but for that
 * @param ordered the same in {@link Order}
 */
record Normal(ObjectNode config, ObjectNode ordered) {
  /**
   * The normal form of a config.
   *
   * @param config tidy; it is changed
   */
  static Normal of(ObjectNode config) {
    ObjectNode normal = Normalize.of(config);
    return new Normal(normal, Order.of(normal));
  }
}
