package dev.cdlc.importer.engine;

/** Where a statement stands in a container's block, in the order in which a reader expects it. */
enum Slot {
  ROOT,
  COMMAND,
  PROCESS,
  ENVIRONMENT,
  NAME,
  NAMESPACES,
  SETTINGS,
  NETWORK,
  MOUNTS,
  DEVICES,
  PRIVILEGES,
  RESOURCES,
  LIMITS,
  AROUND
}
