package dev.cdlc.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.oci.Bundle;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.MountAttribute;
import dev.cdlc.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkFileStepsTest {
  @Test
  void namesAreThoseOfTheContainer() {
    assertThat(made("net none"))
        .contains("/etc/hosts: 127.0.0.1\tlocalhost\n", "/etc/hostname: x\n")
        .anyMatch(file -> file.endsWith("\n127.0.0.1\tx\n"))
        .noneMatch(file -> file.startsWith("/etc/resolv.conf"));
  }

  @Test
  void nameWithADomainHasItsFirstPartForAnAlias() {
    assertThat(made("net none; hostname web.example.org"))
        .contains("/etc/hostname: web.example.org\n")
        .anyMatch(file -> file.endsWith("\n127.0.0.1\tweb.example.org web\n"));
  }

  @Test
  void containerWithoutANameOfItsOwnKeepsTheRootsHostname() {
    assertThat(made("net none; ns pid, net")).noneMatch(file -> file.startsWith("/etc/hostname"));
  }

  @Test
  void networkOfTheHostBringsTheHostsNames() {
    assertThat(actions("net host"))
        .filteredOn(InitAction.Bind.class::isInstance)
        .filteredOn(action -> ((InitAction.Bind) action).target().startsWith("/etc/"))
        .hasSize(2)
        .allSatisfy(
            action -> {
              var bind = (InitAction.Bind) action;
              assertThat(bind.source()).isEqualTo(bind.target());
              assertThat(bind.attributes()).contains(MountAttribute.RDONLY);
              assertThat(bind.ifSourceExists()).isTrue();
            });
    assertThat(made("net host")).containsExactly("/etc/hostname: x\n");
  }

  @Test
  void nothingIsMadeWhereNetIsNotSaid() {
    assertThat(actions("pids 9")).noneMatch(InitAction.CoverFiles.class::isInstance);
  }

  @Test
  void mountOfTheSourceStays() {
    assertThat(made("net none; bind ./hosts /etc/hosts")).containsExactly("/etc/hostname: x\n");
    assertThat(actions("net host; bind ./hosts /etc/hosts"))
        .filteredOn(action -> action.toString().contains("target=/etc/hosts"))
        .hasSize(1);
  }

  @Test
  void filesAreReadOnlyWhereTheRootIs() {
    assertThat(covers("net none").attributes()).doesNotContain(MountAttribute.RDONLY);
    assertThat(covers("net none; root ./fs ro").attributes()).contains(MountAttribute.RDONLY);
  }

  @Test
  void hostsOwnTreeGetsNoFileThatItDoesNotHave() {
    assertThat(covers("net none; root host").ifThere()).isTrue();
    assertThat(actions("net host; root host"))
        .filteredOn(InitAction.Bind.class::isInstance)
        .noneMatch(action -> ((InitAction.Bind) action).target().startsWith("/etc/"));
  }

  @Test
  void filesHaveTheLabelOfMounts() {
    assertThat(covers("net none; mount-label a:b:c:s0").options().toString())
        .contains("context", "a:b:c:s0");
  }

  /** As {@code PATH: TEXT}, and so again up to the end of its first line. */
  private static List<String> made(String statements) {
    return covers(statements).files().stream()
        .flatMap(
            file -> {
              String text = file.path() + ": " + file.text();
              return List.of(text, text.substring(0, text.indexOf('\n') + 1)).stream().distinct();
            })
        .toList();
  }

  private static InitAction.CoverFiles covers(String statements) {
    return actions(statements).stream()
        .filter(InitAction.CoverFiles.class::isInstance)
        .map(InitAction.CoverFiles.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Action> actions(String statements) {
    String root = statements.contains("root ") ? "" : "root ./fs; ";
    var source =
        new Source(
            new SourceId("test.cdl"), "container x < " + root + "run true; " + statements + " >");
    return Compile.compile(source, new Bundle("/srv/cdl", Bundle.Paths.RELATIVE))
        .containers()
        .getFirst()
        .plan()
        .value()
        .orElseThrow()
        .steps()
        .stream()
        .map(Step::action)
        .toList();
  }
}
