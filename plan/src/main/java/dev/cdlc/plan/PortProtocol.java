package dev.cdlc.plan;

/** What a port is of. */
public enum PortProtocol {
  TCP,
  UDP
}
