/**
 * What is installed beside the program to tell of it: man pages, and completions for shells. All of
 * it is made from the shapes that commands describe their arguments by, as {@code --help} is. Entry
 * point: {@link Guide}. Pure: text of values; who calls writes the files.
 */
@NullMarked
package dev.cdlc.cli.guide;

import org.jspecify.annotations.NullMarked;
