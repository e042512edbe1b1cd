package dev.cdlc.importer.cdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.importer.cdl.Settle.Settled;
import dev.cdlc.importer.cdl.Statement.Item;
import dev.cdlc.importer.cdl.Statement.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SettleTest {
  private static final Bundle BUNDLE = new Bundle("/", Bundle.Paths.RELATIVE);

  @Test
  void keepsWhatTheCompilerTakes() {
    Settled settled =
        settle(Statement.of("cpu", "50%"), Statement.listing("cap drop", List.of("ALL")));
    assertThat(settled.text())
        .isEqualTo(
            """
            container web <
              root ./rootfs;
              cpu 50%;
              cap drop ALL;
            >
            """);
    assertThat(settled.refusals()).isEmpty();
  }

  @Test
  void takesOutAStatementThatIsRefused() {
    Settled settled = settle(Statement.of("cpu", "fifty"), Statement.of("memroy", "1GiB"));
    assertThat(settled.text()).doesNotContain("cpu", "memroy");
    assertThat(settled.refusals()).hasSize(2);
  }

  @Test
  void takesOutASingleValueOfAList() {
    Settled settled = settle(Statement.listing("cap drop", List.of("CHOWN", "FLY", "KILL")));
    assertThat(settled.text()).contains("cap drop CHOWN, KILL;");
    assertThat(settled.refusals())
        .singleElement()
        .extracting(Settle.Refusal::node)
        .isInstanceOf(Item.class);
  }

  @Test
  void takesOutAListOfWhichNothingIsLeft() {
    assertThat(settle(Statement.listing("cap drop", List.of("FLY"))).text()).doesNotContain("cap");
  }

  @Test
  void takesOutABlockOfWhichNothingIsLeft() {
    assertThat(settle(Statement.of("cpu").with(List.of(Statement.of("set", "x")))).text())
        .doesNotContain("cpu");
  }

  @Test
  void keepsAStatementWhoseBlockIsEmptied() {
    assertThat(settle(Statement.of("user", "5:5").with(List.of(Statement.of("umask", "x")))).text())
        .contains("user 5:5;");
  }

  @Test
  void canOnlyFailWhereThereIsNothingToTakeOut() {
    assertThatThrownBy(
            () ->
                Settle.settle(List.of(), BUNDLE, _ -> Inputs.NONE, Settings.NONE.withVariant("x")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Settled settle(Statement... statements) {
    List<Statement> all =
        Stream.concat(Stream.of(Statement.of("root", "./rootfs")), Arrays.stream(statements))
            .toList();
    return Settle.settle(
        List.of(Statement.of("container", "web").with(Layout.LINES, all)),
        BUNDLE,
        _ -> Inputs.NONE,
        Settings.NONE);
  }
}
