package dev.cdlc.compiler.lint;

import java.util.List;
import java.util.Locale;

/** Whether a text is a secret, by its name or by its form. */
final class SecretText {
  /** How keys of well-known services begin. */
  private static final List<String> PREFIXES =
      List.of(
          "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "AKIA");

  /** The least length of a key; what is shorter is a word that happens to begin so. */
  private static final int KEY_LENGTH = 16;

  private static final int RANDOM_LENGTH = 32;

  /** Bits of entropy a character; hexadecimal digests never have more than four. */
  private static final double RANDOM_ENTROPY = 4.5;

  private static final List<String> NAMES =
      List.of("PASSWORD", "PASSWD", "SECRET", "TOKEN", "CREDENTIALS", "APIKEY");
  private static final List<String> PAIRS =
      List.of("API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "SECRET_KEY");

  private SecretText() {}

  /** Whether a value is a secret for what it looks like. */
  static boolean hasForm(String value) {
    return isKey(value) || isRandom(value);
  }

  /** Whether a name says that its value is a secret, and the value is neither path nor number. */
  static boolean hasName(String name, String value) {
    return !value.isEmpty()
        && value.indexOf('/') < 0
        && !value.startsWith(".")
        && !isNumber(value)
        && !isSwitch(value)
        && isSecretName(name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_'));
  }

  private static boolean isSecretName(String name) {
    for (String word : NAMES) {
      if (name.equals(word) || name.endsWith("_" + word)) {
        return true;
      }
    }
    for (String pair : PAIRS) {
      if (name.endsWith(pair)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSwitch(String value) {
    return switch (value) {
      case "on", "off", "true", "false", "yes", "no", "none" -> true;
      default -> false;
    };
  }

  private static boolean isKey(String value) {
    for (String prefix : PREFIXES) {
      if (value.startsWith(prefix) && value.length() >= KEY_LENGTH) {
        return true;
      }
    }
    return value.contains("-----BEGIN ") && value.contains("PRIVATE KEY-----");
  }

  private static boolean isRandom(String value) {
    if (value.length() < RANDOM_LENGTH) {
      return false;
    }
    var counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isOfKeys(c)) {
        return false;
      }
      counts[c]++;
    }
    return entropy(counts, value.length()) > RANDOM_ENTROPY;
  }

  private static boolean isOfKeys(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '='
        || c == '_'
        || c == '-';
  }

  private static double entropy(int[] counts, int length) {
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / length;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
