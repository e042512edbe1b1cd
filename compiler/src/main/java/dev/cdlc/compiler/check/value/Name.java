package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.diagnostic.Code;
import java.util.List;
import java.util.Locale;

/** Names of containers, of environment variables, of hosts, and of network interfaces. */
public final class Name {
  private static final int LONGEST = 63;

  /** HOST_NAME_MAX of Linux; see sethostname(2). */
  private static final int LONGEST_HOST = 64;

  /** IFNAMSIZ of linux/if.h, without the NUL at the end. */
  private static final int LONGEST_INTERFACE = 15;

  private Name() {}

  /** Reads the name of a container: {@code [a-z][a-z0-9-]{0,62}}. */
  public static Reading<String> read(String text) {
    if (isName(text)) {
      return new Reading.Value<>(text);
    }
    String rewrite = text.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    return new Reading.Refusal<>(
        Code.INVALID_NAME,
        "`" + text + "` cannot be a name",
        "a name is a lower-case letter, then up to 62 lower-case letters, digits or `-`",
        isName(rewrite) ? List.of(rewrite) : List.of());
  }

  /** Reads the name of a secret, network, stack, param or let: {@code [A-Za-z_][A-Za-z0-9_.-]*}. */
  public static Reading<String> declared(String text) {
    return isDeclared(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be a name",
            "such a name is a letter or `_`, then letters, digits, `_`, `.` or `-`",
            List.of());
  }

  private static boolean isDeclared(String text) {
    return !text.isEmpty()
        && (isLetter(text.charAt(0)) || text.charAt(0) == '_')
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || "_.-".indexOf(c) >= 0);
  }

  /**
   * Reads the name of a param or let: a letter or {@code _}, then letters, digits, {@code _.-};
   * those of the host are not to be had.
   */
  public static Reading<String> reference(String text) {
    boolean host = text.equals("host") || text.startsWith("host.");
    return !host && isReference(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be the name of a value",
            host
                ? "names that begin with `host.` are the host's own"
                : "such a name is a letter or `_`, then letters, digits, `_`, `.` or `-`",
            List.of());
  }

  /** Reads the name of an environment variable, as POSIX has it. */
  public static Reading<String> variable(String text) {
    return isVariable(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be the name of a variable",
            "such a name is of letters, digits and `_`, and does not begin with a digit",
            List.of());
  }

  /** Reads a host name, with or without dots. */
  public static Reading<String> host(String text) {
    return isHost(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be a host name",
            "a host name is of up to 64 letters, digits, `-`, `.` and `_`",
            List.of());
  }

  /** Reads an NIS domain name, which the kernel holds as it holds a host name. */
  public static Reading<String> domain(String text) {
    return isHost(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be a domain name",
            "a domain name is of up to 64 letters, digits, `-`, `.` and `_`",
            List.of());
  }

  /** Reads the name of a network interface, as dev_valid_name of net/core/dev.c allows. */
  public static Reading<String> networkInterface(String text) {
    return isInterface(text)
        ? new Reading.Value<>(text)
        : new Reading.Refusal<>(
            Code.INVALID_NAME,
            "`" + text + "` cannot be the name of a network interface",
            "such a name has up to 15 characters, without `/`, `:` and blanks",
            List.of());
  }

  private static boolean isInterface(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_INTERFACE
        && !text.equals(".")
        && !text.equals("..")
        && text.chars().noneMatch(c -> c == '/' || c == ':' || c <= ' ');
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && isLower(text.charAt(0))
        && text.chars().allMatch(c -> isLower(c) || isDigit(c) || c == '-');
  }

  private static boolean isReference(String text) {
    return !text.isEmpty()
        && (isLetter(text.charAt(0)) || text.charAt(0) == '_')
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || "_.-".indexOf(c) >= 0);
  }

  private static boolean isVariable(String text) {
    return !text.isEmpty()
        && !isDigit(text.charAt(0))
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '_');
  }

  private static boolean isHost(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_HOST
        && (isLetter(text.charAt(0)) || isDigit(text.charAt(0)))
        && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || "-._".indexOf(c) >= 0);
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetter(int c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
