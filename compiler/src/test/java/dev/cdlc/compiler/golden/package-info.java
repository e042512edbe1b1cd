/** Golden files: what each stage makes of each file of the corpus, kept beside the file. */
@NullMarked
package dev.cdlc.compiler.golden;

import org.jspecify.annotations.NullMarked;
