package dev.cdlc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdlc.cli.Walk.Extent;
import dev.cdlc.cli.Walk.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a walk passes over is what {@code git check-ignore} says is ignored. */
class IgnoresTest {
  private static final int SEEDS = 30;
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "build", "web", "a b", "x1", "[a]", "a*", "-", "]");
  private static final List<String> WORDS =
      List.of(
          "a",
          "b",
          "ab",
          "build",
          "web",
          "x1",
          "a\\ b",
          "a b",
          "*",
          "**",
          "***",
          "?",
          "a*",
          "*b",
          "[a-b]",
          "[!a]",
          "[^a-w]",
          "[]a]",
          "[[:alpha:]]*",
          "x[[:digit:]]",
          "[[:upper:]]",
          "[a",
          "[\\]a]",
          "[--0]",
          "[a-b-x]",
          "\\[a\\]",
          "a\\*",
          "*.cdl",
          "*.c?l",
          "a.cdl",
          "b*.cdl");

  @TempDir private Path folder;
  private Path top;

  @BeforeEach
  void repository() throws Exception {
    Path made = folder.toRealPath().resolve("top");
    top = Files.createDirectory(made);
    assumeTrue(git("init", "-q") == 0, "needs git");
    Files.createDirectories(top.resolve(".git/info"));
  }

  /** One repository for each rule that gitignore(5) states. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "# a comment\n\n",
        "\\#.cdl\n#.cdl\n",
        "a.cdl   \n",
        "a.cdl\\ \n",
        "a.cdl\r\nb.cdl\r\n",
        "\uFEFFa.cdl\n",
        "a.cdl",
        "*.cdl\n!a.cdl\n",
        "!a.cdl\na.cdl\n",
        "\\!a.cdl\n",
        "/a.cdl\n",
        "a/a.cdl\n",
        "a/\n",
        "a\n",
        "/a/\n",
        "a//\n",
        "/\n",
        "!\n",
        "a/*\n!a/a.cdl\n",
        "a/\n!a/a.cdl\n",
        "/*\n!/a\n/a/*\n!/a/b\n",
        "**/a/a.cdl\n",
        "a/**\n",
        "a/**/a.cdl\n",
        "a/**/b/**/a.cdl\n",
        "**\n!**/\n",
        "a**/a.cdl\n",
        "**a.cdl\n",
        "a/**b/a.cdl\n",
        "*/a.cdl\n",
        "?.cdl\n",
        "a?a.cdl\n",
        "a[/]a.cdl\n",
        "[ab].cdl\n",
        "a.cdl\\\n",
        "a\\.cdl\n",
        "*a*\n"
      })
  void ruleIsGits(String rules) throws Exception {
    tree(top, 3, List.of("a", "b", "ab"));
    Files.writeString(top.resolve("#.cdl"), "");
    Files.writeString(top.resolve("!a.cdl"), "");
    Files.writeString(top.resolve("a.cdl "), "");
    Files.writeString(top.resolve(".gitignore"), rules);
    assertThat(walked(top)).isEqualTo(keptByGit());
  }

  @Test
  void anyRulesAreGits() throws Exception {
    tree(top, 3, NAMES);
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      for (String place : List.of("", "a", "web", "a/build", "web/ab")) {
        Files.writeString(top.resolve(place).resolve(".gitignore"), rules(random, 4));
      }
      Files.writeString(top.resolve(".git/info/exclude"), rules(random, 2));
      assertThat(walked(top)).as("seed %d", seed).isEqualTo(keptByGit());
    }
  }

  private static String rules(Random random, int most) {
    return IntStream.range(0, random.nextInt(most + 1))
        .mapToObj(_ -> rule(random))
        .collect(Collectors.joining("\n"));
  }

  private static String rule(Random random) {
    String path =
        IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
            .collect(Collectors.joining("/"));
    return (random.nextInt(4) == 0 ? "!" : "")
        + (random.nextInt(4) == 0 ? "/" : "")
        + path
        + (random.nextInt(4) == 0 ? "/" : "");
  }

  @Test
  void folderBelowTheTopHasTheRulesAbove() throws Exception {
    tree(top, 2, List.of("a", "b"));
    Files.writeString(top.resolve(".gitignore"), "/a/b.cdl\n");
    assertThat(walked(top.resolve("a"))).contains("a/a.cdl").doesNotContain("a/b.cdl");
  }

  @Test
  void folderThatIsNamedIsWalkedThoughIgnored() throws Exception {
    tree(top, 2, List.of("a", "b"));
    Files.writeString(top.resolve(".gitignore"), "a/\n");
    assertThat(walked(top.resolve("a"))).contains("a/a.cdl");
    assertThat(walked(top)).doesNotContain("a/a.cdl");
  }

  @Test
  void fileThatIsNamedIsCheckedThoughIgnored() throws Exception {
    Path file = Files.writeString(top.resolve("a.cdl"), "container a < root ./r; run /bin/true >");
    Files.writeString(top.resolve(".gitignore"), "*.cdl\n");
    assertThat(Invocation.of("validate", file.toString()).status()).isZero();
    assertThat(Invocation.of("validate", top.toString()))
        .isEqualTo(new Invocation(2, "", "cdlc: %s holds no .cdl file\n".formatted(top)));
    assertThat(Invocation.of("validate", "--no-ignore", top.toString()).out())
        .isEqualTo("1 file checked, nothing found\n");
  }

  @Test
  void noIgnoreWalksAllButGitsOwn() throws Exception {
    Path hidden = Files.createDirectory(top.resolve(".hidden"));
    Files.writeString(hidden.resolve("a.cdl"), "");
    Files.writeString(top.resolve(".git/a.cdl"), "");
    Files.writeString(top.resolve(".gitignore"), "*\n");
    assertThat(SourcePaths.of(top.toString(), new Walk(Links.FOLLOWED, Extent.ALL)).names())
        .containsExactly(hidden.resolve("a.cdl").toString());
  }

  @Test
  void repositoryWithinHasRulesOfItsOwn() throws Exception {
    Path inner = top.resolve("inner");
    Files.createDirectories(inner.resolve(".git"));
    Files.writeString(inner.resolve("a.cdl"), "");
    Files.writeString(inner.resolve("b.cdl"), "");
    Files.writeString(top.resolve(".gitignore"), "a.cdl\n");
    Files.writeString(inner.resolve(".gitignore"), "b.cdl\n");
    assertThat(walked(top)).containsExactly("inner/a.cdl");
  }

  @Test
  void linkedWorktreeHasTheExcludesOfItsRepository() throws Exception {
    git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "--allow-empty", "-m", "x");
    Path linked = top.resolveSibling("linked");
    assertThat(git("worktree", "add", "-q", linked.toString())).isZero();
    Files.writeString(top.resolve(".git/info/exclude"), "a.cdl\n");
    Files.writeString(linked.resolve("a.cdl"), "");
    Files.writeString(linked.resolve("b.cdl"), "");
    assertThat(SourcePaths.of(linked.toString(), new Walk(Links.FOLLOWED, Extent.USUAL)).names())
        .containsExactly(linked.resolve("b.cdl").toString());
  }

  @Test
  void folderInNoRepositoryHasItsOwnRules() throws Exception {
    Path plain = Files.createDirectories(top.resolveSibling("plain/below"));
    Files.writeString(plain.resolve("a.cdl"), "");
    Files.writeString(plain.resolve("b.cdl"), "");
    Files.writeString(plain.resolveSibling(".gitignore"), "below/a.cdl\n");
    assertThat(
            SourcePaths.of(
                    plain.resolve("..").normalize().toString(),
                    new Walk(Links.FOLLOWED, Extent.USUAL))
                .names())
        .containsExactly(plain.resolve("b.cdl").toString());
  }

  private static void tree(Path folder, int depth, List<String> names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name + ".cdl"), "");
      if (depth > 1) {
        tree(Files.createDirectories(folder.resolve(name)), depth - 1, names);
      }
    }
  }

  private Set<String> walked(Path start) {
    return SourcePaths.of(start.toString(), new Walk(Links.FOLLOWED, Extent.USUAL)).names().stream()
        .map(name -> top.relativize(Path.of(name)).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> keptByGit() throws Exception {
    Process git =
        new ProcessBuilder(
                "git",
                "-C",
                top.toString(),
                "-c",
                "core.excludesFile=",
                "ls-files",
                "-z",
                "--others",
                "--exclude-standard",
                "--",
                "*.cdl")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String listed = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).isZero();
    return Arrays.stream(listed.split("\0", -1))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", top.toString()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
