package dev.cdlc.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.cli.BuiltContainer;
import dev.cdlc.cli.BuiltContainer.Exit;
import dev.cdlc.cli.BusyboxRoot;
import dev.cdlc.cli.NeedsRoot;
import dev.cdlc.cli.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that runs containers whose root folder an attacker has prepared. */
@NeedsRoot
abstract class AttackTest {
  /** What no other run on this host calls its containers. */
  private static final String NAME = "attack-" + ProcessHandle.current().pid();

  @TempDir Path folder = Path.of("/");
  Path root = Path.of("/");
  private final List<Path> links = new ArrayList<>();

  @BeforeEach
  void makeRoot() throws IOException {
    root = BusyboxRoot.make(folder.resolve("root"));
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
    assertThat(Traces.of(NAME, folder)).isEmpty();
  }

  /** A link that is gone when the folder is tidied up. */
  Path link(Path link, String target) throws IOException {
    links.add(Files.createSymbolicLink(link, Path.of(target)));
    return link;
  }

  BuiltContainer container(String body) {
    return BuiltContainer.of(folder, "container %s < root ./root;\n%s >\n".formatted(NAME, body));
  }

  /** What a container prints that has nothing to complain about. */
  String inside(String body) {
    Exit exit = container(body).run();
    assertThat(exit.err()).isEmpty();
    return exit.out();
  }
}
