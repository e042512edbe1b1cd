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
  public static final Errno EEXIST = of(dev.cdlc.plan.Errno.EEXIST);
  public static final Errno EISDIR = of(dev.cdlc.plan.Errno.EISDIR);
  public static final Errno ELOOP = of(dev.cdlc.plan.Errno.ELOOP);
  public static final Errno ENOTDIR = of(dev.cdlc.plan.Errno.ENOTDIR);
  public static final Errno ENOSPC = of(dev.cdlc.plan.Errno.ENOSPC);
  public static final Errno EDQUOT = of(dev.cdlc.plan.Errno.EDQUOT);
  public static final Errno EOPNOTSUPP = of(dev.cdlc.plan.Errno.EOPNOTSUPP);
  public static final Errno EINVAL = of(dev.cdlc.plan.Errno.EINVAL);
  public static final Errno EFBIG = of(dev.cdlc.plan.Errno.EFBIG);
  public static final Errno ENAMETOOLONG = of(dev.cdlc.plan.Errno.ENAMETOOLONG);

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
