@NullMarked
package dev.cdlc.codegen.launch;

import org.jspecify.annotations.NullMarked;
