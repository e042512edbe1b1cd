package dev.cdlc.runtime.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be told who asks: the value of a WWW-Authenticate header, RFC 7235, 4.1.
 *
 * @param scheme in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z0-9-]+)\\s+(.*)");
  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  static Optional<Challenge> of(String header) {
    Matcher matcher = SCHEME.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new TreeMap<>();
    PARAMETER
        .matcher(matcher.group(2))
        .results()
        .forEach(found -> parameters.put(found.group(1), found.group(2)));
    return Optional.of(new Challenge(matcher.group(1).toLowerCase(Locale.ROOT), parameters));
  }

  boolean isBearer() {
    return scheme.equals("bearer");
  }

  /** The server that gives out tokens. */
  Optional<URI> realm() {
    try {
      return Optional.of(new URI(parameters.getOrDefault("realm", "")))
          .filter(address -> address.getHost() != null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  Optional<String> service() {
    return Optional.ofNullable(parameters.get("service"));
  }

  Optional<String> scope() {
    return Optional.ofNullable(parameters.get("scope"));
  }
}
