package dev.cdlc.importer.yaml;

/** A value, and how many values it holds with all aliases followed. */
record Sized(Yaml value, long size) {}
