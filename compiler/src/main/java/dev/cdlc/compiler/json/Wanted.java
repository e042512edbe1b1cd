package dev.cdlc.compiler.json;

import dev.cdlc.compiler.diagnostic.Code;

/**
 * What a JSON text should be, for reports on one that is not.
 *
 * @param name as the subject of a sentence: {@code config.json}
 * @param example where a reader finds one
 * @param notJson the code where the text is not JSON, or has a number that is not whole
 * @param twice the code where a property stands twice
 */
public record Wanted(String name, String example, Code notJson, Code twice) {}
