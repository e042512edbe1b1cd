package dev.cdlc.compiler.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found of a container on a host that may be asked. */
class HostRulesTest {
  private static final LintSettings ASKING = LintSettings.DEFAULT.withHost(new KnownHost());

  private static List<Diagnostic> found(String statements, LintSettings settings) {
    return LintedText.of("container web < %s >".formatted(statements), settings)
        .linted()
        .findings();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          root ./missing; run /bin/x                               | CDL5010 | root ./missing
          root ./missing overlay; run /bin/x                       | CDL5010 | root ./missing overlay
          root tar ./missing.tar; run /bin/x                       | CDL5010 | root tar ./missing.tar
          root oci ./missing:web; run /bin/x                       | CDL5010 | root oci ./missing:web
          root docker-archive ./missing.tar; run /bin/x            | CDL5010 | root docker-archive ./missing.tar
          root from /bin/x, /bin/missing; run /bin/x               | CDL5010 | root from /bin/x, /bin/missing
          root ./r; run /bin/x; bind /srv/missing /srv nosuid nodev | CDL5010 | bind /srv/missing /srv nosuid nodev
          root ./r; run /bin/x; device /dev/missing                | CDL5010 | device /dev/missing
          root ./r; run /bin/x; hook poststop /opt/missing a       | CDL5010 | hook poststop /opt/missing a
          root ./r; run /bin/x; hugepages 2MiB 64MiB               | CDL5011 | hugepages 2MiB 64MiB
          root ./r; run /bin/missing                               | CDL5012 | run /bin/missing
          root ./r overlay; run /bin/missing                       | CDL5012 | run /bin/missing
          root host; run /bin/missing                              | CDL5012 | run /bin/missing
          root ./r; run /bin/text                                  | CDL5012 | run /bin/text
          root ./r; run /bin/foreign                               | CDL5012 | run /bin/foreign
          root ./r; run missing                                    | CDL5012 | run missing
          root host; run missing -v                                | CDL5012 | run missing -v
          root ./r; run ./missing; cwd /srv                        | CDL5012 | run ./missing
          root ./r; run ./text; cwd /bin                           | CDL5012 | run ./text
          root ./r; run text; env PATH=/bin                        | CDL5012 | run text
          root ./r; run foreign; env PATH=/bin                     | CDL5012 | run foreign
          """)
  void findsWhatIsNotThere(String statements, String code, String place) {
    assertThat(found(statements, ASKING))
        .singleElement()
        .satisfies(one -> assertThat(one.code().id()).isEqualTo(code))
        .satisfies(
            one ->
                assertThat("container web < %s >".formatted(statements).indexOf(place))
                    .isEqualTo(one.primary().span().start()));
    assertThat(found(statements, LintSettings.DEFAULT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root ./r; run /bin/x; memory 1GiB; pids 9; cpu 50%",
        "root ./r; run /bin/x; try hugepages 2MiB 64MiB",
        "root ./r; run /bin/x; tmpfs /tmp noexec; bind ./site /srv nosuid nodev",
        "root ./r; run hidden",
        "root ./r; run script",
        "root ./r; run missing; env pass PATH",
        "root ./r; run missing; bind ./bin /usr/bin nosuid nodev",
        "root ./r; run ./hidden; cwd /bin",
        "root ./r; run text; env PATH=/bin:/opt/other",
        "root ./r; run /bin/hidden",
        "root ./r; run /bin/script",
        "root ./r; run /opt/missing/x; bind ./site /opt nosuid nodev",
        "root ./r; run /bin/foreign; bind ./lib /lib nosuid nodev",
        "root ./r overlay ./upper; run /bin/missing",
        "root tar ./r.tar; run /bin/missing",
        "root from /bin/x; run /bin/missing",
        "root ./r",
      })
  void findsNothingElse(String statements) {
    assertThat(found(statements, ASKING))
        .filteredOn(one -> one.code().id().startsWith("CDL50"))
        .isEmpty();
  }

  @Test
  void canBeIgnoredAsOthers() {
    assertThat(
            found(
                "root ./r; run /bin/x; # cdlc:ignore CDL5010 -- made by a service\n"
                    + "bind /run/missing /srv nosuid nodev",
                ASKING))
        .isEmpty();
    assertThat(found("root ./missing; run /bin/x", ASKING))
        .extracting(Diagnostic::code)
        .containsExactly(Code.HOST_PATH_MISSING);
  }
}
