package dev.cdlc.cli.guide;

import dev.cdlc.compiler.explain.Explain;
import dev.cdlc.compiler.explain.Subject;
import java.util.List;

/** The page of the language in section 5 of the manual: each statement, as it is explained. */
final class LanguagePage {
  static final String NAME = "cdl";

  private LanguagePage() {}

  /**
   * The page.
   *
   * @param introduction the sections before the statements, in troff
   */
  static String of(Edition edition, String introduction) {
    var roff = new Roff();
    roff.macro(edition.title(NAME, 5)).macro("nh").macro("ad l").verbatim(introduction.strip());
    section(roff, "STATEMENTS", Subject.STATEMENT);
    section(roff, "TYPES OF VALUES", Subject.TYPE);
    return roff.section("SEE ALSO")
        .verbatim(Roff.bold("cdlc") + "(1),\n" + Roff.bold("cdlc-explain") + "(1)")
        .toString();
  }

  private static void section(Roff roff, String title, Subject subject) {
    roff.section(title);
    for (String name : subject.names()) {
      roff.macro("SS " + Roff.escaped(name)).example(page(subject.word() + " " + name));
    }
  }

  private static List<String> page(String topic) {
    return Explain.page(topic).orElseThrow().strip().lines().toList();
  }
}
