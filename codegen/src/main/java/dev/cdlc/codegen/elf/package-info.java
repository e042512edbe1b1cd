/**
 * Static ELF64 executables, as elf(5) describes them. Entry points: {@link ElfWriter} and {@link
 * ElfReader}; both know the same {@link Note}.
 */
@NullMarked
package dev.cdlc.codegen.elf;

import org.jspecify.annotations.NullMarked;
