package dev.cdlc.runtime.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registry on this host of the blobs of a layout, which may be told to lie. */
final class ServedRegistry implements AutoCloseable {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  final List<String> requests = new ArrayList<>();

  /** What is said instead of what is asked for, by path. */
  final Map<String, Answer> lies = new HashMap<>();

  private final HttpServer server;
  private final Path layout;
  private final Map<String, Tagged> tags = new HashMap<>();

  private record Tagged(String digest, String type) {}

  /** How a request is answered. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  ServedRegistry(Path layout) throws IOException {
    this.layout = layout;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void tag(String tag, String digest, String type) {
    tags.put(tag, new Tagged(digest, type));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      Answer lie = lies.get(path);
      if (lie != null) {
        lie.to(exchange);
      } else {
        answer(exchange, path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    String version = path.substring(path.lastIndexOf('/') + 1);
    Tagged tagged = tags.getOrDefault(version, new Tagged(version, MANIFEST));
    Path blob = layout.resolve("blobs/sha256").resolve(tagged.digest().replace("sha256:", ""));
    if (!path.startsWith("/v2/team/web/") || !Files.isRegularFile(blob)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (path.contains("/manifests/")) {
      exchange.getResponseHeaders().set("Content-Type", tagged.type());
      exchange.getResponseHeaders().set("Docker-Content-Digest", tagged.digest());
    }
    send(exchange, Files.readAllBytes(blob));
  }

  /** All of it, or what a Range header asks for. */
  static void send(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length == 0 ? -1 : rest.length);
    exchange.getResponseBody().write(rest);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
