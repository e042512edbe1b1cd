package dev.cdlc.compiler.model;

/**
 * {@code oci}: what is put into config.json after all else.
 *
 * @param pointer a JSON pointer (RFC 6901), not empty
 * @param json as written; not read yet
 */
public record OciPatch(String pointer, String json) {}
