package dev.cdlc.codegen.container;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A test that runs containers in a root folder with busybox. */
@Tag("linux")
abstract class ContainerTest {
  @TempDir Path folder = Path.of("/");
  Path root = Path.of("/");

  @BeforeEach
  void makeRoot() throws Exception {
    Host.assumePossible();
    root = Host.root(folder);
  }

  /** A container that runs a script in fresh namespaces, with its own /proc. */
  SamplePlan shell(String script) {
    return new SamplePlan(root).mount(SamplePlan.proc()).shell(script);
  }

  Host.Outcome run(SamplePlan plan, String... arguments) throws Exception {
    return Host.run(plan, folder, arguments);
  }
}
