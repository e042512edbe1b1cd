package dev.cdlc.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Linux release, as in {@code 5.12}. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
  /** The first two numbers of a release as uname(2) gives it: 6.1 of {@code 6.1.0-18-amd64}. */
  public static Optional<KernelVersion> ofRelease(String release) {
    Matcher numbers = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(?![0-9])").matcher(release);
    return numbers.lookingAt()
        ? Optional.of(
            new KernelVersion(
                Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
        : Optional.empty();
  }

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
