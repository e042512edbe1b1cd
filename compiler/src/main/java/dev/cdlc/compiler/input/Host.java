package dev.cdlc.compiler.input;

/** The host as a command sees it: what {@code ${host.uid}} and {@code ${host.gid}} stand for. */
public interface Host {
  /** Whoever runs cdlc: 0 to 4294967294. */
  long uid();

  /** The group of whoever runs cdlc: 0 to 4294967294. */
  long gid();
}
