/**
 * The statement registry: what each statement of the language is called, takes, means and becomes,
 * as data. The enums that implement {@link dev.cdlc.compiler.registry.Keyword} are the entries;
 * checking, suggestions, the token filter and {@code cdlc explain} all read them. Entry point:
 * {@link dev.cdlc.compiler.registry.Registry}.
 */
@NullMarked
package dev.cdlc.compiler.registry;

import org.jspecify.annotations.NullMarked;
