package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate --changed REF}. */
class ChangedTest {
  private static final String BAD = "zzz 1;\n";
  private static final String INCLUDING =
      "include ./base/%s.cdl;\ncontainer a < root ./r; run /bin/true; yyy 1 >\n";

  @TempDir private Path folder;
  private Path top;

  @BeforeEach
  void repository() throws Exception {
    top = Files.createDirectory(folder.resolve("top"));
    assumeTrue(git("init", "-q", "-b", "trunk") == 0, "needs git");
    Files.createDirectories(top.resolve("base"));
    write("old.cdl", BAD);
    write("moved.cdl", BAD);
    write("deleted.cdl", BAD);
    write("base/shared.cdl", "let x 1;\n");
    write("base/other.cdl", "let y 1;\n");
    write("one.cdl", INCLUDING.formatted("shared"));
    write("two.cdl", INCLUDING.formatted("other"));
    commit();
    assertThat(git("checkout", "-q", "-b", "feature")).isZero();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(top.resolve(name), text);
  }

  private void commit() throws Exception {
    assertThat(git("add", "-A")).isZero();
    assertThat(git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x")).isZero();
  }

  private int git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", top.toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).start().waitFor();
  }

  private Invocation changed(String reference, String... options) {
    var words = new ArrayList<>(List.of("validate", "--changed", reference, top.toString()));
    words.addAll(List.of(options));
    return Invocation.of(words.toArray(String[]::new));
  }

  private List<String> checked(Invocation validate) {
    return validate
        .err()
        .lines()
        .filter(line -> line.contains("--> "))
        .map(line -> line.replaceFirst(".*--> " + top + "/(.*?):.*", "$1"))
        .toList();
  }

  @Test
  void nothingChangedIsSaidAndFine() {
    assertThat(changed("trunk"))
        .isEqualTo(new Invocation(0, "nothing changed against trunk\n", ""));
  }

  @Test
  void reportsAreWrittenWhereNothingChanged() {
    assertThat(changed("trunk", "--output", "json").out()).contains("\"findings\"");
  }

  @Test
  void changesOfCommitsIndexAndFolderCount() throws Exception {
    write("committed.cdl", BAD);
    commit();
    write("staged.cdl", BAD);
    git("add", "staged.cdl");
    write("new.cdl", BAD);
    write("old.cdl", BAD + "# more\n");
    assertThat(checked(changed("trunk")))
        .containsExactly("committed.cdl", "new.cdl", "old.cdl", "staged.cdl");
    assertThat(changed("trunk").status()).isEqualTo(1);
  }

  @Test
  void renamedIsCheckedAndDeletedIsNot() throws Exception {
    git("mv", "moved.cdl", "renamed.cdl");
    git("rm", "-q", "deleted.cdl");
    assertThat(checked(changed("trunk"))).containsExactly("renamed.cdl");
  }

  @Test
  void whatOnlyTheOtherBranchChangedDoesNotCount() throws Exception {
    git("checkout", "-q", "trunk");
    write("old.cdl", BAD + "# more\n");
    commit();
    git("checkout", "-q", "feature");
    assertThat(changed("trunk").out()).isEqualTo("nothing changed against trunk\n");
  }

  @Test
  void fileWhoseIncludeChangedCounts() throws IOException {
    write("base/shared.cdl", "let x 2;\n");
    assertThat(checked(changed("trunk"))).containsExactly("one.cdl");
    Files.delete(top.resolve("base/other.cdl"));
    assertThat(checked(changed("trunk"))).contains("two.cdl").doesNotContain("old.cdl");
  }

  @Test
  void filesOfAProjectThatChangedCount() throws IOException {
    write("cdlc.cdl", "lint < level restricted >\n");
    assertThat(checked(changed("trunk"))).contains("old.cdl", "one.cdl", "two.cdl");
  }

  @Test
  void ignoredFilesDoNotCountUnlessAsked() throws IOException {
    write(".gitignore", "new.cdl\n");
    write("new.cdl", BAD);
    assertThat(changed("trunk").out()).isEqualTo("nothing changed against trunk\n");
    assertThat(checked(changed("trunk", "--no-ignore"))).containsExactly("new.cdl");
  }

  @Test
  void onlyWhatIsNamedIsChecked() throws IOException {
    write("old.cdl", BAD + "#\n");
    write("base/other.cdl", BAD);
    assertThat(
            checked(
                Invocation.of("validate", "--changed", "trunk", top.resolve("base").toString())))
        .containsExactly("base/other.cdl");
  }

  @Test
  void fixesOnlyWhatChanged() throws IOException {
    write("old.cdl", "container a < root ./r; ruun /bin/true >\n");
    assertThat(changed("trunk", "--fix").out())
        .isEqualTo("fixed %s\n1 file checked, nothing found\n".formatted(top.resolve("old.cdl")));
  }

  @Test
  void whatGitCannotSayIsOneLine() throws Exception {
    assertThat(changed("nowhere"))
        .isEqualTo(new Invocation(2, "", "cdlc: git knows no revision 'nowhere'\n"));
    assertThat(changed("--help=x").status()).isEqualTo(2);
    assertThat(Invocation.of("validate", "--changed", "HEAD", folder.toString()))
        .isEqualTo(new Invocation(2, "", "cdlc: %s is in no git repository\n".formatted(folder)));
    assertThat(Invocation.of(Map.of(), BAD, "validate", "--changed", "HEAD", "-").err())
        .isEqualTo("cdlc: standard input has no changes that git knows\n");
    git("checkout", "-q", "--orphan", "alone");
    write("alone.cdl", BAD);
    commit();
    assertThat(changed("trunk").err())
        .startsWith("cdlc: 'trunk' has no commit in common with what is checked out in " + top)
        .contains("\n  help: ");
  }
}
