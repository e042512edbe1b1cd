/** YAML texts as trees whose values remember where they stand. Entry point: {@link ReadYaml}. */
@NullMarked
package dev.cdlc.importer.yaml;

import org.jspecify.annotations.NullMarked;
