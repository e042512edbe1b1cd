package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Device.Numbers;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.DeviceRule.Kind;
import java.util.List;
import java.util.Optional;

/** The words that describe devices: types, numbers, access. */
public final class DeviceWord {
  /** The kernel's dev_t has 12 bits for the major and 20 for the minor: linux/kdev_t.h. */
  private static final long LARGEST_MAJOR = 4_095;

  private static final long LARGEST_MINOR = 1_048_575;

  private static final String ANY = "*";
  private static final String ACCESS = "rwm";

  private DeviceWord() {}

  /** Numbers of a rule; those that are left open stand for all. */
  public record Pattern(Optional<Long> major, Optional<Long> minor) {
    public static final Pattern ALL = new Pattern(Optional.empty(), Optional.empty());
  }

  /** Reads the type of a node: c, b, u or p. */
  public static Reading<Device.Type> type(String text) {
    return switch (text) {
      case "c" -> new Reading.Value<>(Device.Type.CHARACTER);
      case "b" -> new Reading.Value<>(Device.Type.BLOCK);
      case "u" -> new Reading.Value<>(Device.Type.UNBUFFERED);
      case "p" -> new Reading.Value<>(Device.Type.FIFO);
      default ->
          unknown(text, "it is `c` (character), `b` (block), `u` (unbuffered) or `p` (FIFO)");
    };
  }

  /** Reads what a rule is for: all, c or b. */
  public static Reading<Kind> kind(String text) {
    return switch (text) {
      case "all", "a" -> new Reading.Value<>(Kind.ALL);
      case "c" -> new Reading.Value<>(Kind.CHARACTER);
      case "b" -> new Reading.Value<>(Kind.BLOCK);
      default -> unknown(text, "it is `all`, `c` (character) or `b` (block)");
    };
  }

  private static <T> Reading<T> unknown(String text, String help) {
    List<String> meant =
        switch (text) {
          case "char", "character" -> List.of("c");
          case "block" -> List.of("b");
          case "fifo" -> List.of("p");
          default -> List.of();
        };
    return new Reading.Refusal<>(
        Code.UNKNOWN_OPTION, "there is no type of device `" + text + "`", help, meant);
  }

  /** Reads {@code MAJOR:MINOR}. */
  public static Reading<Numbers> numbers(String text) {
    return pattern(text)
        .then(
            pattern ->
                pattern.major().isPresent() && pattern.minor().isPresent()
                    ? new Reading.Value<>(new Numbers(pattern.major().get(), pattern.minor().get()))
                    : Reading.wrong(
                        "`" + text + "` is more than one device", "a node has two whole numbers"));
  }

  /** Reads {@code MAJOR:MINOR} where {@code *} stands for all. */
  public static Reading<Pattern> pattern(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !isNumber(text.substring(0, colon)) || !isNumber(text.substring(colon + 1))) {
      return Reading.wrong(
          "`" + text + "` is not a device number",
          "write `MAJOR:MINOR`, as in 10:229; `ls -l` shows them");
    }
    return number(text.substring(0, colon), LARGEST_MAJOR)
        .then(
            major ->
                number(text.substring(colon + 1), LARGEST_MINOR)
                    .map(minor -> new Pattern(major, minor)));
  }

  private static boolean isNumber(String text) {
    return text.equals(ANY) || Digits.only(text);
  }

  private static Reading<Optional<Long>> number(String text, long most) {
    return text.equals(ANY)
        ? new Reading.Value<>(Optional.empty())
        : WholeNumber.read(text, 0, most).map(Optional::of);
  }

  /** Reads some of {@code r}, {@code w} and {@code m}. */
  public static Reading<DeviceAccess> access(String text) {
    boolean some = !text.isEmpty() && text.chars().allMatch(c -> ACCESS.indexOf(c) >= 0);
    return some && text.chars().distinct().count() == text.length()
        ? new Reading.Value<>(
            new DeviceAccess(
                text.indexOf('r') >= 0, text.indexOf('w') >= 0, text.indexOf('m') >= 0))
        : Reading.wrong(
            "`" + text + "` is no access to a device",
            "it is some of `r` (read), `w` (write) and `m` (make its node): rw");
  }
}
