package dev.cdlc.compiler.check.value;

/** The numbers of block devices: {@code 8:0}, as lsblk(8) and /proc/partitions show them. */
public final class DiskNumber {
  /** The kernel's dev_t has 12 bits for the major and 20 for the minor: linux/kdev_t.h. */
  private static final long LARGEST_MAJOR = 4_095;

  private static final long LARGEST_MINOR = 1_048_575;

  private DiskNumber() {}

  /** A major and a minor number. */
  public record Pair(long major, long minor) {}

  /** Reads {@code MAJOR:MINOR}. */
  public static Reading<Pair> read(String text) {
    int colon = text.indexOf(':');
    if (colon < 0
        || !Digits.only(text.substring(0, colon))
        || !Digits.only(text.substring(colon + 1))) {
      return Reading.wrong(
          "`" + text + "` is not a device number",
          "write `MAJOR:MINOR`, as in 8:0; `lsblk` shows those of disks");
    }
    return WholeNumber.read(text.substring(0, colon), 0, LARGEST_MAJOR)
        .then(
            major ->
                WholeNumber.read(text.substring(colon + 1), 0, LARGEST_MINOR)
                    .map(minor -> new Pair(major, minor)));
  }
}
