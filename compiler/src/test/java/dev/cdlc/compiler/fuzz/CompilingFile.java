package dev.cdlc.compiler.fuzz;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.diagnostic.Severity;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import java.util.function.Function;

/**
 * A file that compiles: of the statements that chance proposes for a profile, a container and its
 * variant, it holds those that the compiler takes beside the others.
 */
final class CompilingFile {
  static final SourceId ID = new SourceId("fuzz.cdl");
  private static final int PROPOSALS = 20;

  private final Dice dice;
  private final Function<Source, Compilation> compile;
  private final StringBuilder[] slots = {
    new StringBuilder(), new StringBuilder(), new StringBuilder()
  };

  CompilingFile(Dice dice, Function<Source, Compilation> compile) {
    this.dice = dice;
    this.compile = compile;
  }

  String text() {
    for (int i = 0; i < PROPOSALS; i++) {
      propose(slots[dice.below(slots.length)], new RandomFile(dice).statement());
    }
    return file();
  }

  private void propose(StringBuilder slot, String statement) {
    int before = slot.length();
    slot.append(statement);
    if (!compiles(file())) {
      slot.setLength(before);
    }
  }

  private String file() {
    return """
        param p0 int default 3;
        param p1 string default x;
        param p2 path default ./p;
        let l0 a;
        let l1 ${p1};
        let l2 /c;
        network n0 < subnet 10.88.${p0}.0/24 >
        profile h0 <
        %s>
        container c0 use h0 <
        root ./fs;
        run x;
        %svariant v0 <
        %s>
        >
        """
        .formatted((Object[]) slots);
  }

  private boolean compiles(String text) {
    return compile.apply(new Source(ID, text)).diagnostics().stream()
        .noneMatch(found -> found.severity() == Severity.ERROR);
  }
}
