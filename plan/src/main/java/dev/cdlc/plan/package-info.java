/**
 * The plan: ordered, typed steps, each with the process that runs it, its origin in the source and
 * its inverse; and their JSON form.
 */
@NullMarked
package dev.cdlc.plan;

import org.jspecify.annotations.NullMarked;
