/**
 * CDL in the making: words with the quotes that they need, statements, and drafts that the compiler
 * itself reads over. Entry point: {@link Draft}.
 */
@NullMarked
package dev.cdlc.importer.cdl;

import org.jspecify.annotations.NullMarked;
