package dev.cdlc.runtime.registry;

import dev.cdlc.runtime.archive.ArchiveException;
import dev.cdlc.runtime.archive.Digest;
import dev.cdlc.runtime.image.ImageJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A registry, as far as one image is concerned: what of the OCI distribution specification,
 * spec.md, "Pull" takes. In the clear it is asked only where it is this host.
 */
final class Registry {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_REDIRECTS = 5;
  private static final String MANIFESTS =
      "application/vnd.oci.image.index.v1+json,"
          + " application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private final ImageReference image;
  private final Credentials credentials;

  /** The value of the Authorization header that was last asked for. */
  private Optional<String> authorization = Optional.empty();

  Registry(ImageReference image, Credentials credentials) {
    this.image = image;
    this.credentials = credentials;
  }

  /** What a registry sends, its body still to be read. */
  record Reply(HttpURLConnection connection, int status) implements AutoCloseable {
    InputStream body() throws IOException {
      return connection.getInputStream();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(connection.getHeaderField(name));
    }

    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /**
   * A manifest, or an index of them.
   *
   * @param version a tag or a digest
   * @throws RegistryException if there is none
   */
  Reply manifest(String version) throws IOException {
    return get("manifests/" + version, MANIFESTS, 0);
  }

  /** A blob, from a byte on if the registry can do so: then the status is 206. */
  Reply blob(Digest digest, long from) throws IOException {
    return get("blobs/" + digest.text(), "*/*", from);
  }

  private Reply get(String what, String accept, long from) throws IOException {
    URI address =
        URI.create(
            "%s://%s/v2/%s/%s"
                .formatted(
                    image.isLoopback() ? "http" : "https", image.host(), image.repository(), what));
    try {
      Reply reply = open(address, accept, from, authorization);
      if (reply.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
        authorization = authorized(reply);
        reply = open(address, accept, from, authorization);
      }
      return answered(followed(reply, address, accept, from), what);
    } catch (UnknownHostException e) {
      throw new RegistryException("there is no host `%s`".formatted(image.host()), e);
    } catch (ConnectException e) {
      throw new RegistryException(
          "the registry %s cannot be reached: %s".formatted(image.host(), e.getMessage()), e);
    } catch (SocketTimeoutException e) {
      throw new RegistryException("the registry %s does not answer".formatted(image.host()), e);
    } catch (SSLException e) {
      throw new RegistryException(
          "the registry %s cannot be trusted: %s".formatted(image.host(), e.getMessage()), e);
    }
  }

  private static Reply open(URI address, String accept, long from, Optional<String> authorization)
      throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", accept);
    connection.setRequestProperty("User-Agent", "cdlc");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=%d-".formatted(from));
    }
    authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
    return new Reply(connection, connection.getResponseCode());
  }

  /** Who stores blobs for a registry is not told what the caller is known by. */
  private Reply followed(Reply first, URI address, String accept, long from) throws IOException {
    Reply reply = first;
    URI at = address;
    for (int i = 0; isRedirect(reply.status()); i++) {
      Optional<String> location = reply.header("Location");
      reply.close();
      if (location.isEmpty() || i == MOST_REDIRECTS) {
        throw refused("sends the caller round in circles");
      }
      at = next(at, location.get());
      reply = open(at, accept, from, sameHost(at, address) ? authorization : Optional.empty());
    }
    return reply;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static boolean sameHost(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equals(other.getRawAuthority());
  }

  /** From a safe way none leads back to one that is not; nor from another host to this one. */
  private URI next(URI from, String location) throws RegistryException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused("sends the caller to no address");
    }
    boolean safe = Loopback.isSafe(to) && to.getRawAuthority() != null;
    boolean leaves = image.isLoopback() || "https".equals(to.getScheme());
    if (!safe || !leaves) {
      throw refused("sends the caller to `%s`, which is not safe".formatted(to));
    }
    return to;
  }

  private Reply answered(Reply reply, String what) throws RegistryException {
    int status = reply.status();
    if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
      return reply;
    }
    reply.close();
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      throw refused("does not let the caller have `%s`".formatted(image.repository()));
    }
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      throw refused(
          what.equals("manifests/" + image.version())
              ? "has no image `%s`".formatted(image.text())
              : "does not have what the image is made of: " + what);
    }
    throw refused(
        status == 429
            ? "has been asked too often: it answers with 429"
            : "answers with the status %d".formatted(status));
  }

  private RegistryException refused(String how) {
    return new RegistryException("the registry %s %s".formatted(image.host(), how));
  }

  /** What the registry wants to be told, or what a server that it names gives out for that. */
  private Optional<String> authorized(Reply reply) throws IOException {
    Optional<Challenge> challenge = reply.header("WWW-Authenticate").flatMap(Challenge::of);
    reply.close();
    Optional<String> basic = credentials.basic(image);
    if (challenge.isEmpty() || !challenge.get().isBearer()) {
      return basic;
    }
    Challenge bearer = challenge.get();
    Optional<URI> realm = bearer.realm();
    if (realm.isEmpty() || !isTrusted(realm.get())) {
      throw refused("names no safe server that gives out tokens");
    }
    String query =
        "scope="
            + encoded(bearer.scope().orElse("repository:%s:pull".formatted(image.repository())))
            + bearer.service().map(service -> "&service=" + encoded(service)).orElse("");
    URI address = URI.create(realm.get() + (realm.get().getQuery() == null ? "?" : "&") + query);
    try (Reply given = open(address, "application/json", 0, basic)) {
      if (given.status() != HttpURLConnection.HTTP_OK) {
        throw refused("does not let the caller have `%s`".formatted(image.repository()));
      }
      return Optional.of("Bearer " + token(given));
    }
  }

  private boolean isTrusted(URI realm) {
    return "https".equals(realm.getScheme()) || (image.isLoopback() && Loopback.isSafe(realm));
  }

  private String token(Reply given) throws IOException {
    ImageJson answer = ImageJson.object("the token", shortBody(given, "the token"));
    String token = answer.text("token").or(() -> answer.text("access_token")).orElse("");
    if (token.isEmpty()
        || token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
      throw refused("has no token for the caller");
    }
    return token;
  }

  /** All of it, if it is no longer than documents of images may be. */
  static byte[] shortBody(Reply reply, String what) throws IOException {
    try (InputStream in = reply.body()) {
      byte[] body = in.readNBytes(ImageJson.LONGEST + 1);
      if (body.length > ImageJson.LONGEST) {
        throw new ArchiveException("%s has more than %d bytes".formatted(what, ImageJson.LONGEST));
      }
      return body;
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
