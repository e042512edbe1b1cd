package dev.cdlc.runtime.kernel;

import java.util.Arrays;

/** An error number as the kernel returned it; see {@link dev.cdlc.plan.Errno}. */
public record Errno(int number) {
  public static final Errno EPERM = of(dev.cdlc.plan.Errno.EPERM);
  public static final Errno ENOENT = of(dev.cdlc.plan.Errno.ENOENT);
  public static final Errno ESRCH = of(dev.cdlc.plan.Errno.ESRCH);
  public static final Errno EINTR = of(dev.cdlc.plan.Errno.EINTR);
  public static final Errno EAGAIN = of(dev.cdlc.plan.Errno.EAGAIN);
  public static final Errno EBUSY = of(dev.cdlc.plan.Errno.EBUSY);
  public static final Errno ENOTEMPTY = of(dev.cdlc.plan.Errno.ENOTEMPTY);

  private static Errno of(dev.cdlc.plan.Errno errno) {
    return new Errno(errno.number());
  }

  /** The symbol, as in {@code EPERM}; {@code errno 4095} for a number that has none. */
  @Override
  public String toString() {
    return Arrays.stream(dev.cdlc.plan.Errno.values())
        .filter(errno -> errno.number() == number)
        .map(Enum::name)
        .findFirst()
        .orElse("errno " + number);
  }
}
