package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Name;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Network;
import dev.cdlc.compiler.model.Network.InterfacePriority;

/** What {@code net-class} and {@code net-priority} say. */
final class NetworkSection {
  private static final long LARGEST = 4_294_967_295L;

  private final Values values;
  private final Once<Long> classId;
  private final Keyed<String, InterfacePriority> priorities;

  NetworkSection(Cells cells) {
    values = new Values(cells.findings());
    classId = cells.once("the class");
    priorities = cells.keyed("net-priority");
  }

  void readClass(Arguments arguments) {
    values.read(arguments.one(0), NetworkSection::number).ifPresent(classId::say);
  }

  void readPriority(Arguments arguments) {
    var name = values.read(arguments.one(0), Name::networkInterface);
    var priority = values.read(arguments.one(1), NetworkSection::number);
    if (name.isPresent() && priority.isPresent()) {
      String key = name.get().value();
      priorities.say(
          key,
          new Located<>(new InterfacePriority(key, priority.get().value()), arguments.span()),
          "the interface `" + key + "` is given twice");
    }
  }

  Network value() {
    return new Network(classId.value(), priorities.values());
  }

  private static Reading<Long> number(String text) {
    return WholeNumber.read(text, 0, LARGEST);
  }
}
