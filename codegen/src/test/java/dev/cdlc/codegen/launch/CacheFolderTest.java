package dev.cdlc.codegen.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CacheFolderTest {
  private final LaunchHost host = new LaunchHost();

  @Test
  void isWhereTheUserSays() {
    host.environment.add("XDG_CACHE_HOME=//home/a//other/");
    host.start();

    assertThat(host.under("/home/a/other/cdlc")).hasSize(1);
  }

  @Test
  void isInTheHomeWhereTheUserSaysNothingAbsolute() {
    host.environment.add("XDG_CACHE_HOME=other");
    host.start();

    assertThat(host.under("/home/a/.cache/cdlc")).hasSize(1);
  }

  @Test
  void isRootsOwnWhateverItsEnvironmentSays() {
    host.user = 0;
    host.environment.add("XDG_CACHE_HOME=/home/a");
    host.start();

    assertThat(host.under("/var/cache/cdlc")).hasSize(1);
  }

  static Stream<Consumer<LaunchHost>> homeless() {
    return Stream.of(
        host -> host.environment.clear(),
        host -> host.environment.set(0, "HOME=a"),
        host -> host.environment.set(0, "HOME=/" + "x/".repeat(4096)),
        host -> host.environment.set(0, "HOME=/nonexistent"),
        host -> host.folder = "",
        host -> host.folder = "/" + "x".repeat(4096),
        host -> host.words.add("x".repeat(1 << 16)));
  }

  @ParameterizedTest
  @MethodSource("homeless")
  void isDispensable(Consumer<LaunchHost> change) {
    change.accept(host);

    var started = new LaunchHost.Started(true, "memory an executable [cdlc]", 0, "");
    assertThat(host.start()).isEqualTo(started);
    assertThat(host.start()).isEqualTo(started);
    assertThat(host.files.keySet()).noneMatch(path -> path.matches(".*[0-9a-f]{16}.*"));
  }

  static Stream<Arguments> dangers() {
    return Stream.of(
        danger(
            host -> host.file("/home").owner = 1001,
            "/home/ belongs to another user; set XDG_CACHE_HOME to a folder of yours"),
        danger(
            host -> host.file("/").owner = 1001,
            "/ belongs to another user; set XDG_CACHE_HOME to a folder of yours"),
        danger(
            host -> host.file("/home/a").permissions = 0775,
            "/home/a/ can be written to by other users; chmod go-w it"),
        danger(
            host -> host.add("/home/a/.cache", Node.FOLDER, 1000, 0702),
            "/home/a/.cache/ can be written to by other users; chmod go-w it"),
        danger(
            host -> host.add("/home/a/.cache/cdlc", Node.FOLDER, 1000, 01777),
            "/home/a/.cache/cdlc can be written to by other users; chmod go-w it"),
        danger(
            host -> host.add("/home/a/.cache/cdlc", Node.FOLDER, 1001, 0700),
            "/home/a/.cache/cdlc belongs to another user; set XDG_CACHE_HOME to a folder of"
                + " yours"),
        danger(
            host -> host.add("/home/a/.cache", Node.LINK, 1000, 0777),
            "/home/a/.cache is a symbolic link; set XDG_CACHE_HOME to a path without"),
        danger(
            host -> host.add("/home/a/.cache/cdlc", Node.REGULAR, 1000, 0644),
            "/home/a/.cache/cdlc is no folder; remove it"));
  }

  private static Arguments danger(Consumer<LaunchHost> change, String why) {
    return Arguments.of(change, why);
  }

  @ParameterizedTest
  @MethodSource("dangers")
  void isNotUsedWhereOthersCouldChangeIt(Consumer<LaunchHost> change, String why) {
    host.add("/home/a/.cache", Node.FOLDER, 1000, 0755);
    change.accept(host);

    String note = "cdlc: note: nothing is kept for the next start: " + why + "\n";
    assertThat(host.start())
        .isEqualTo(new LaunchHost.Started(true, "memory an executable [cdlc]", 0, note));
    assertThat(host.start().compiled()).isTrue();
  }

  @Test
  void mayLieInAStickyFolder() {
    host.file("/home").permissions = 01777;
    host.start();

    assertThat(host.start().compiled()).isFalse();
  }
}
