/**
 * From a config.json to CDL: one class a section. Entry point: {@link ImportOci}. What no statement
 * says is found by comparing what the statements compile to with what was read.
 */
@NullMarked
package dev.cdlc.importer.oci;

import org.jspecify.annotations.NullMarked;
