/** Tests of the programs that restrict devices. */
@NullMarked
package dev.cdlc.codegen.devices;

import org.jspecify.annotations.NullMarked;
