package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Amount;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says {@code mounts}. */
final class MountSection {
  private static final String RELATIVE = "./";

  private MountSection() {}

  /** The statements, above the mounts that a container has unsaid where these mostly hold. */
  static List<Statement> mounts(ObjectNode wanted, ObjectNode unsaid) {
    List<JsonNode> asked = Json.entries(wanted.path("mounts"));
    List<JsonNode> defaults = Json.entries(unsaid.path("mounts"));
    List<Statement> statements = new ArrayList<>();
    if (!keepsDefaults(asked, defaults)) {
      statements.add(Statement.of("default-mounts", "off"));
      defaults = List.of();
    }
    for (int i = 0; i < asked.size(); i++) {
      if (i >= defaults.size() || !asked.get(i).equals(defaults.get(i))) {
        statements.add(mount(asked.get(i)));
      }
    }
    return statements;
  }

  /** Whether all defaults are there, in their order and before all else, and most as they are. */
  static boolean keepsDefaults(List<JsonNode> asked, List<JsonNode> defaults) {
    int same = 0;
    for (int i = 0; i < defaults.size(); i++) {
      if (i >= asked.size() || !target(asked.get(i)).equals(target(defaults.get(i)))) {
        return false;
      }
      same += asked.get(i).equals(defaults.get(i)) ? 1 : 0;
    }
    return same * 2 >= defaults.size();
  }

  private static String target(JsonNode mount) {
    return mount.path("destination").asString("");
  }

  private static Statement mount(JsonNode mount) {
    List<String> options = Json.texts(mount.path("options"));
    return withIds(mount, withOptions(mount, options));
  }

  private static Statement withOptions(JsonNode mount, List<String> options) {
    if (NormalMounts.isBind(options)) {
      return bind(mount, options);
    }
    return isPlainTmpfs(mount, options) ? tmpfs(mount, options) : other(mount, options);
  }

  /** Whose the files are shown as. */
  private static Statement withIds(JsonNode mount, Statement statement) {
    List<Statement> ids =
        Stream.of("uid", "gid")
            .flatMap(kind -> NamespaceSection.maps(kind, mount.path(kind + "Mappings")).stream())
            .toList();
    return ids.isEmpty() ? statement : statement.with(List.of(Statement.of("idmap").with(ids)));
  }

  private static Statement bind(JsonNode mount, List<String> options) {
    List<String> words =
        new ArrayList<>(
            List.of("bind", path(mount.path("source").asString("")), Word.of(target(mount))));
    boolean recursive = options.contains("rbind");
    options.stream()
        .filter(option -> !option.equals("bind"))
        .map(option -> recursive ? plain(option) : option)
        .map(Word::of)
        .forEach(words::add);
    return Statement.of(words);
  }

  /** Of a recursive bind, `bind` makes restrictions recursive by itself. */
  private static String plain(String option) {
    return switch (option) {
      case "rro", "rnosuid", "rnodev", "rnoexec", "rnosymfollow" -> option.substring(1);
      default -> option;
    };
  }

  /** A path of the host, which is never taken for a word. */
  static String path(String path) {
    boolean asIs = path.startsWith("/") || path.startsWith(RELATIVE) || path.startsWith("../");
    return Word.of(asIs || path.equals("..") ? path : path.equals(".") ? path : RELATIVE + path);
  }

  /** Whether `tmpfs` may write it in the same way. */
  private static boolean isPlainTmpfs(JsonNode mount, List<String> options) {
    return mount.path("type").asString("").equals("tmpfs")
        && mount.path("source").asString("").equals("tmpfs")
        && !mount.has("uidMappings")
        && options.containsAll(unsaid(options));
  }

  /** What `tmpfs` says first, unless it is told otherwise. */
  private static List<String> unsaid(List<String> options) {
    return Stream.of("suid", "dev")
        .filter(option -> !options.contains(option))
        .map(option -> "no" + option)
        .toList();
  }

  private static Statement tmpfs(JsonNode mount, List<String> options) {
    List<String> rest = new ArrayList<>(options);
    rest.removeAll(unsaid(options));
    Optional<String> size =
        Optional.of(rest)
            .filter(all -> !all.isEmpty() && all.getLast().matches("size=[1-9][0-9]{0,17}"))
            .map(all -> all.removeLast().substring("size=".length()))
            .map(bytes -> Amount.bytes(new BigInteger(bytes)));
    return Statement.of(
        Stream.of(
                Stream.of("tmpfs", Word.of(target(mount))),
                size.stream(),
                rest.stream().map(Word::of))
            .flatMap(words -> words)
            .toList());
  }

  private static Statement other(JsonNode mount, List<String> options) {
    List<String> words = new ArrayList<>(List.of("mount"));
    words.add(Word.of(mount.path("type").asString("none")));
    words.add(Word.of(mount.path("source").asString("none")));
    words.add(Word.of(target(mount)));
    options.stream().map(Word::of).forEach(words::add);
    return Statement.of(words);
  }
}
