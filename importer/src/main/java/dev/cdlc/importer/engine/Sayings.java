package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Text;
import java.util.Optional;

/** What the parts of a container need to say something. */
record Sayings(Body body, Params params, Values values, Report report) {
  /** Says a statement with one argument, in the words of the source. */
  void word(Slot slot, String name, Text value, Span span) {
    body.say(slot, Statement.of(name, params.word(value)).from(span));
  }

  /** Says a statement with one argument, where the argument could be read. */
  void say(Slot slot, String name, Optional<String> argument, Span span) {
    argument.ifPresent(said -> body.say(slot, Statement.of(name, said).from(span)));
  }

  /** Says a setting in the block of a statement, where its argument could be read. */
  void inside(Slot slot, String name, String setting, Optional<String> argument, Span span) {
    argument.ifPresent(said -> body.inside(slot, name, Statement.of(setting, said).from(span)));
  }
}
