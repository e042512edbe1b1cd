package dev.cdlc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.compiler.oci.OciConfig;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.Controller;
import dev.cdlc.plan.IdMapping;
import dev.cdlc.plan.Plan;
import dev.cdlc.plan.Step;
import dev.cdlc.plan.SupervisorAction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a caller without privileges has of a container. */
class RootlessTest {
  private static final Rootless ALICE =
      new Rootless(
          List.of(new IdRange(0, 1000, 1), new IdRange(1, 100_000, 65_536)),
          List.of(new IdRange(0, 1001, 1), new IdRange(1, 200_000, 65_536)),
          Optional.empty());

  private static final Rootless BOB =
      new Rootless(
          List.of(),
          List.of(),
          Optional.of(new Rootless.Lack("/etc/subuid gives no ids to bob", "run 'usermod'")));

  @Test
  void hasAUserNamespaceBesideTheUsualOnes() {
    assertThat(namespaces(ALICE, ""))
        .containsExactlyInAnyOrder(
            NamespaceType.PID,
            NamespaceType.MOUNT,
            NamespaceType.IPC,
            NamespaceType.UTS,
            NamespaceType.NETWORK,
            NamespaceType.CGROUP,
            NamespaceType.USER);
    assertThat(namespaces(ALICE, "ns pid, uts;"))
        .containsExactlyInAnyOrder(
            NamespaceType.PID, NamespaceType.UTS, NamespaceType.MOUNT, NamespaceType.USER);
  }

  @Test
  void rootIsTheCallerAndOthersAreThoseThatItIsGiven() {
    assertThat(actions(ALICE, ""))
        .contains(
            new SupervisorAction.MapIds(
                List.of(new IdMapping(0, 1000, 1), new IdMapping(1, 100_000, 65_536)),
                List.of(new IdMapping(0, 1001, 1), new IdMapping(1, 200_000, 65_536))));
    assertThat(actions(BOB, "")).contains(new SupervisorAction.MapCaller());
  }

  @Test
  void planNamesTheContainerAsWhatAsksForTheMap() {
    Step map =
        plan(ALICE, "").steps().stream()
            .filter(step -> step.action() instanceof SupervisorAction.MapIds)
            .findFirst()
            .orElseThrow();
    assertThat(map.origin()).hasToString("x.cdl:1:1");
  }

  @Test
  void terminalsBelongToTheGroupOfTerminalsIfThatIsMapped() {
    assertThat(options(ALICE)).contains("gid=5");
    assertThat(options(BOB)).doesNotContain("gid=5");
  }

  private static List<String> options(Rootless caller) {
    return config(caller, "").mounts().stream()
        .filter(mount -> mount.type().equals("devpts"))
        .findFirst()
        .orElseThrow()
        .options();
  }

  @Test
  void mapsThatTheSourceSaysStay() {
    OciConfig.Linux linux = config(ALICE, "uid-map 0 7 1; gid-map 0 8 1;").linux();
    assertThat(linux.uidMappings()).containsExactly(new OciConfig.IdMapping(0, 7, 1));
    assertThat(linux.gidMappings()).containsExactly(new OciConfig.IdMapping(0, 8, 1));
    assertThat(config(ALICE, "ns pid, user;").linux().uidMappings()).isEmpty();
    assertThat(config(ALICE, "ns pid, user=/proc/7/ns/user;").linux().uidMappings()).isEmpty();
  }

  @Test
  void idsThatAreLeftToTheStartAreTheCallers() {
    OciConfig config = config(ALICE, "userns auto; user 1000;");
    assertThat(config.linux().uidMappings()).hasSize(2);
    assertThat(config.annotations()).doesNotContainKey("org.cdlc.userns");
    assertThat(actions(ALICE, "userns auto;")).anyMatch(SupervisorAction.MapIds.class::isInstance);
  }

  @Test
  void limitsAreSetBelowTheCallersOwnCgroup() {
    assertThat(actions(ALICE, "pids 5;"))
        .contains(new SupervisorAction.MakeDelegatedCgroup("x", List.of(Controller.PIDS)))
        .noneMatch(SupervisorAction.MakeCgroup.class::isInstance);
    assertThat(actions(ALICE, "pids 5; cgroup /a; uid-map 0 7 1; gid-map 0 8 1;"))
        .contains(new SupervisorAction.TakeCgroup("/a", List.of(Controller.PIDS)));
    assertThat(actions(ALICE, "ns pid, user;"))
        .contains(new SupervisorAction.MakeDelegatedCgroup("x", List.of()));
  }

  @Test
  void userThatIsMappedCanBeHad() {
    assertThat(compile(ALICE, "user 1000:1000 < groups 5 >").diagnostics()).isEmpty();
  }

  @Test
  void userThatIsNotMappedIsToldWithWhatKeepsItFromBeing() {
    Diagnostic found = unmapped(BOB, "user 1000;");
    assertThat(found.message()).isEqualTo("the user namespace has no user 1000");
    assertThat(found.primary().text()).isEqualTo("/etc/subuid gives no ids to bob");
    assertThat(found.help()).contains("run 'usermod'");
    assertThat(unmapped(BOB, "user 0 < groups 5 >").help()).contains("run 'usermod'");
    assertThat(unmapped(Rootless.ALONE, "user 1000;").primary().text())
        .isEqualTo("only 0:0, the caller without root, is mapped there");
  }

  @Test
  void rangeThatIsTooSmallIsTold() {
    Diagnostic found = unmapped(ALICE, "user 65537;");
    assertThat(found.primary().text())
        .isEqualTo("a caller without root has 65537 users and 65537 groups here");
    assertThat(found.help().orElseThrow())
        .contains("say `user 0:0`", "usermod --add-subuids FIRST-LAST");
  }

  @Test
  void namespaceThatTheSourceAsksForIsExplainedAsEver() {
    assertThat(unmapped(BOB, "ns pid, user; user 1000;").help().orElseThrow())
        .contains("leave `user` out of `ns`");
  }

  @Test
  void usersAndGroupsAreMappedTogether() {
    List<IdRange> one = List.of(new IdRange(0, 7, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rootless(one, List.of(), Optional.empty()));
  }

  private static Diagnostic unmapped(Rootless caller, String statements) {
    List<Diagnostic> found = compile(caller, statements).diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsExactly(Code.UNMAPPED_ID);
    return found.getFirst();
  }

  private static List<NamespaceType> namespaces(Rootless caller, String statements) {
    return config(caller, statements).linux().namespaces().stream()
        .map(OciConfig.Namespace::type)
        .toList();
  }

  private static List<Action> actions(Rootless caller, String statements) {
    return plan(caller, statements).steps().stream().map(Step::action).toList();
  }

  private static Plan plan(Rootless caller, String statements) {
    return container(caller, statements).plan().value().orElseThrow();
  }

  private static OciConfig config(Rootless caller, String statements) {
    return container(caller, statements).emission().config();
  }

  private static CompiledContainer container(Rootless caller, String statements) {
    Compilation all = compile(caller, statements);
    assertThat(all.diagnostics()).isEmpty();
    return all.containers().getFirst();
  }

  private static Compilation compile(Rootless caller, String statements) {
    String text = "container x < root ./fs; run true; %s >".formatted(statements);
    return Compile.compile(
        new Source(new SourceId("x.cdl"), text),
        new Bundle("/srv/cdl", Bundle.Paths.RELATIVE),
        Inputs.NONE,
        Settings.NONE.withRootless(caller));
  }
}
