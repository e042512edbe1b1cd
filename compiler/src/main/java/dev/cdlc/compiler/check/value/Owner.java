package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.model.User;
import java.util.Optional;

/** Users and groups: a number, or a name that the container's own files resolve. */
public final class Owner {
  /** 4294967295 is (uid_t) -1, "unchanged" in setresuid(2). */
  private static final long LARGEST_ID = 4_294_967_294L;

  private static final int LONGEST_NAME = 256;

  private static final String FORMS = "write a number, or a name from the container's /etc/passwd";

  private Owner() {}

  /** A user, and a group where one is named. */
  public record Pair(User.Id user, Optional<User.Id> group) {}

  /** Reads {@code USER} or {@code USER:GROUP}. */
  public static Reading<Pair> pair(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return read(text).map(user -> new Pair(user, Optional.empty()));
    }
    if (colon == 0 || colon == text.length() - 1) {
      return Reading.wrong(
          "`" + text + "` lacks a " + (colon == 0 ? "user" : "group"), "write `USER:GROUP`");
    }
    return read(text.substring(0, colon))
        .then(
            user ->
                read(text.substring(colon + 1)).map(group -> new Pair(user, Optional.of(group))));
  }

  /** Reads a user or a group. */
  public static Reading<User.Id> read(String text) {
    if (Digits.only(text)) {
      return WholeNumber.read(text, 0, LARGEST_ID).map(User.Id.Numeric::new);
    }
    return isName(text)
        ? new Reading.Value<>(new User.Id.Named(text))
        : Reading.wrong("`" + text + "` is neither an id nor a name", FORMS);
  }

  /**
   * As useradd(8) of Debian allows with --badname: what passwd(5) can hold and a reader expects.
   */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && !Quantity.isDigit(text.charAt(0))
        && text.charAt(0) != '-'
        && text.chars().allMatch(Owner::mayStandInName);
  }

  private static boolean mayStandInName(int c) {
    return c > ' ' && c != ':' && c != ',' && c != '/' && c != 127;
  }
}
