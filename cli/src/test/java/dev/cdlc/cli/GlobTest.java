package dev.cdlc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of gitignore(5); {@link IgnoresTest} compares them with git itself. */
final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "a.cdl, a.cdl, a.cdlx",
    "*.cdl, web.cdl, web.cd",
    "*, web, a/b",
    "a*c, abbbc, ab/c",
    "?, x, /",
    "?b, ab, b",
    "**/a, x/y/a, x/b",
    "**/a, a, ab",
    "a/**, a/b/c, b/a",
    "a/**/b, a/x/y/b, a/x/yb",
    "a/**/b, a/b, ab",
    "a**, a/c, b",
    "?a**, bac, ba/c",
    "**a, bca, b/a",
    "\\*, *, a",
    "a\\?c, a?c, abc",
    "[a-c]x, bx, dx",
    "[!a-c]x, dx, bx",
    "[^a-c]x, dx, ax",
    "[!a], b, /",
    "[]a], ], b",
    "[!]a], b, ]",
    "[a-], -, b",
    "[-a], -, b",
    "[\\]], ], a",
    "[\\a-c], b, d",
    "[[], [, a",
    "[[:], :, a",
  })
  void matches(String pattern, String taken, String other) {
    assertThat(Glob.of(pattern).matches(taken)).as(taken).isTrue();
    assertThat(Glob.of(pattern).matches(other)).as(other).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "alnum aZ09 -é",
        "alpha aZ 09_",
        "blank ' \t' a",
        "cntrl '\u0001\u007f' a",
        "digit 09 a/",
        "graph a! ' é'",
        "lower az AZ0",
        "print 'a ' '\t'",
        "punct !~ 'a0 '",
        "space ' \t\r' a",
        "upper AZ az0",
        "xdigit afAF09 gG/"
      })
  void knowsTheClassesOfCharacters(String name, String members, String others) {
    Glob glob = Glob.of("[[:%s:]]".formatted(name));
    assertThat(members.chars()).allMatch(c -> glob.matches(Character.toString(c)));
    assertThat(others.chars()).noneMatch(c -> glob.matches(Character.toString(c)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[", "[]", "[!]", "[[:none:]]", "[[:]", "[[:alpha:]", "a\\", "[\\"})
  void whatIsMalformedMatchesNothing(String pattern) {
    for (String path : new String[] {"a", "b", "[a", pattern}) {
      assertThat(Glob.of(pattern).matches(path)).as(path).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"a*, true", "a?, true", "[a], true", "a, false", "a\\b, false"})
  void tellsPatternsFromNames(String word, boolean pattern) {
    assertThat(Glob.isIn(word)).isEqualTo(pattern);
  }
}
