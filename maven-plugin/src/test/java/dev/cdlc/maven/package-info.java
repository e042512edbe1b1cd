@NullMarked
package dev.cdlc.maven;

import org.jspecify.annotations.NullMarked;
