/**
 * The attacks that container runtimes have fallen to, made against ours: one class per theme, one
 * test per way in, named after the CVE where there is one. Each must fail, on every host, for as
 * long as there are containers.
 *
 * <p>Not applicable yet, since nothing here does what they attack:
 *
 * <ul>
 *   <li>commands that are executed in a running container: CVE-2016-9962, and the halves of
 *       CVE-2019-5736 and CVE-2024-21626 that begin there;
 *   <li>terminals of the container's own: CVE-2025-52565, {@code /dev/console};
 *   <li>security labels that are written to {@code /proc}: the second half of CVE-2019-16884;
 *   <li>images that are unpacked: links, whiteouts and dot entries of their layers;
 *   <li>ports that are forwarded: CVE-2021-20199;
 *   <li>files that are copied into or out of a container: CVE-2019-14271.
 * </ul>
 *
 * <p>The executable reads no configuration, so there is no parser to overflow (CVE-2021-43784).
 */
@NullMarked
package dev.cdlc.attack;

import org.jspecify.annotations.NullMarked;
