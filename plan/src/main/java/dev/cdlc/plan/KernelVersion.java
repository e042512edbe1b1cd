package dev.cdlc.plan;

/** A Linux release, as in {@code 5.12}. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  @Override
  public int compareTo(KernelVersion that) {
    return major != that.major
        ? Integer.compare(major, that.major)
        : Integer.compare(minor, that.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
