/**
 * Reads tar archives, compressed or not, as a stream: in bounded memory, whatever an archive says
 * of itself. Entry point: {@link TarReader}, over what {@link Decompression} gives. Makes no files.
 */
@NullMarked
package dev.cdlc.runtime.archive;

import org.jspecify.annotations.NullMarked;
