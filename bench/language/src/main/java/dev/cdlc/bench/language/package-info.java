/** How long the compiler's passes take on one file, warm, on one core. */
@NullMarked
package dev.cdlc.bench.language;

import org.jspecify.annotations.NullMarked;
