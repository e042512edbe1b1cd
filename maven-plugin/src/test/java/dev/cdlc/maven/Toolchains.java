package dev.cdlc.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** Toolchains of a build that is not there, by the folders of their Java. */
final class Toolchains implements ToolchainManager {
  private final @Nullable Path selected;
  private final List<Path> listed;
  private final List<String> asked = new ArrayList<>();

  private Toolchains(@Nullable Path selected, List<Path> listed) {
    this.selected = selected;
    this.listed = listed;
  }

  static Toolchains none() {
    return new Toolchains(null, List.of());
  }

  static Toolchains selecting(Path home) {
    return new Toolchains(home, List.of());
  }

  static Toolchains listing(Path... homes) {
    return new Toolchains(null, List.of(homes));
  }

  /** The versions that were asked for. */
  List<String> asked() {
    return asked;
  }

  /** One whose folder may have no {@code java}. */
  private record Installed(Path home) implements Toolchain {
    @Override
    public String getType() {
      return "jdk";
    }

    @Override
    public @Nullable String findTool(String name) {
      Path tool = home.resolve("bin").resolve(name);
      return tool.toFile().exists() ? tool.toString() : null;
    }
  }

  @Override
  public @Nullable Toolchain getToolchainFromBuildContext(
      String type, @Nullable MavenSession session) {
    return selected == null ? null : new Installed(selected);
  }

  @Override
  public List<Toolchain> getToolchains(
      @Nullable MavenSession session, String type, Map<String, String> requirements) {
    asked.add(requirements.getOrDefault("version", ""));
    return listed.stream().<Toolchain>map(Installed::new).toList();
  }
}
