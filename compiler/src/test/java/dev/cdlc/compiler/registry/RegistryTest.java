package dev.cdlc.compiler.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.grammar.BlockKind;
import dev.cdlc.grammar.BlockKind.Form;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final BlockKind TOP = new LayoutNames().top(OptionalInt.empty());
  private static final BlockKind CONTAINER = TOP.block(List.of("container", "web"));

  @Test
  void namesEachStatementOnceAContext() {
    for (Context context : Context.values()) {
      assertThat(Registry.names(context)).isNotEmpty();
    }
  }

  @Test
  void tellsApartStatementsThatShareAName() {
    assertThat(Registry.named(Context.CONTAINER, "cap"))
        .containsExactly(
            PrivilegeKeyword.CAP_DROP,
            PrivilegeKeyword.CAP_ADD,
            PrivilegeKeyword.CAP_ONLY,
            PrivilegeKeyword.CAP_BASE,
            PrivilegeKeyword.CAP_SETS);
    assertThat(Registry.named(Context.CPU, "limit")).containsExactly(CpuKeyword.LIMIT);
    assertThat(Registry.named(Context.MEMORY, "limit")).containsExactly(MemoryKeyword.LIMIT);
    assertThat(Registry.named(Context.CONTAINER, "limit")).isEmpty();
  }

  @Test
  void findsTheStatementThatWordsBegin() {
    assertThat(Registry.find(Context.CONTAINER, List.of("cap", "drop", "ALL")))
        .contains(PrivilegeKeyword.CAP_DROP);
    assertThat(Registry.find(Context.CONTAINER, List.of("env", "pass", "TERM")))
        .contains(ProcessKeyword.ENV_PASS);
    assertThat(Registry.find(Context.CONTAINER, List.of("env", "\"pass\"")))
        .contains(ProcessKeyword.ENV);
    assertThat(Registry.find(Context.CONTAINER, List.of("cap")))
        .contains(PrivilegeKeyword.CAP_SETS);
    assertThat(Registry.find(Context.CONTAINER, List.of("limit", "1"))).isEmpty();
    assertThat(Registry.find(Context.CONTAINER, List.of())).isEmpty();
  }

  @Test
  void tellsTheTokenFilterHowStatementsReadOn() {
    assertThat(CONTAINER.form("run")).contains(Form.COMMAND);
    assertThat(CONTAINER.form("shell")).contains(Form.COMMAND);
    assertThat(CONTAINER.form("env")).contains(Form.ENTRIES);
    assertThat(CONTAINER.form("ns")).contains(Form.PLAIN);
    assertThat(CONTAINER.form("limit")).isEmpty();
    assertThat(TOP.form("run")).isEmpty();
  }

  @Test
  void tellsTheTokenFilterWhatABlockHolds() {
    assertThat(CONTAINER.block(List.of("cpu", "50%")).form("period")).contains(Form.PLAIN);
    assertThat(CONTAINER.block(List.of("memory")).form("period")).isEmpty();
    assertThat(CONTAINER.block(List.of("hostname", "web"))).isSameAs(BlockKind.UNKNOWN);
    assertThat(CONTAINER.block(List.of("try", "cpu")).form("period")).contains(Form.PLAIN);
    assertThat(TOP.block(List.of("cpu"))).isSameAs(BlockKind.UNKNOWN);
  }

  @Test
  void hidesNewerStatementsFromAnOldFile() {
    assertThat(new LayoutNames().top(OptionalInt.of(1)).form("container")).isPresent();
    assertThat(new LayoutNames().top(OptionalInt.of(0)).form("container")).isEmpty();
  }

  @Test
  void showsTheFormOfAStatement() {
    assertThat(FilesystemKeyword.ROOT.entry().synopsis())
        .isEqualTo("root DIR [ACCESS] [overlay [UPPER]]");
    assertThat(FilesystemKeyword.BIND.entry().synopsis())
        .isEqualTo("bind SOURCE TARGET [OPTION ...] [< ... >]");
    assertThat(FileKeyword.CONTAINER.entry().synopsis())
        .isEqualTo("container NAME [use PROFILE, ...] < ... >");
    assertThat(ResourceKeyword.CPU.entry().synopsis()).isEqualTo("cpu [LIMIT] [< ... >]");
    assertThat(PrivilegeKeyword.CAP_DROP.entry().synopsis()).isEqualTo("cap drop CAPABILITY, ...");
  }
}
