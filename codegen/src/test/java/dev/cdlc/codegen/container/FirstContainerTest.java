package dev.cdlc.codegen.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, once: output, arguments and status. */
@Tag("linux")
class FirstContainerTest {
  @TempDir private static Path folder;
  private static Path root = Path.of("/");

  @BeforeAll
  static void prepare() throws Exception {
    Host.assumePossible();
    root = Host.root(folder);
  }

  @Test
  void passesOutputArgumentsAndStatusOn() throws Exception {
    var plan =
        new SamplePlan(root)
            .mount(SamplePlan.proc())
            .run("/bin/sh", "-c", "echo $$ \"$@\"; hostname; exit 7", "sh");
    var outcome = Host.run(plan, folder, "one", "two");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("1 one two\nsample\n");
    assertThat(outcome.status()).isEqualTo(7);
  }
}
