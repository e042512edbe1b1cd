/**
 * What other programs run of this repository: the hooks of pre-commit, the GitHub action and the
 * template for GitLab, each run as its program would.
 */
@NullMarked
package dev.cdlc.integration;

import org.jspecify.annotations.NullMarked;
