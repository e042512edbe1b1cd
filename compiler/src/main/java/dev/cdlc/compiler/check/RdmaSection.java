package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Rdma;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.RdmaKeyword;
import java.util.List;

/** What {@code rdma} says: an entry for each device. */
final class RdmaSection {
  /** S32_MAX of kernel/cgroup/rdma.c, which is "max" there. */
  private static final long MOST = 2_147_483_647;

  private static final int LONGEST_NAME = 63;

  private final Cells cells;
  private final Values values;
  private final Keyed<String, Rdma> devices;

  RdmaSection(Cells cells) {
    this.cells = cells;
    values = new Values(cells.findings());
    devices = cells.keyed("rdma");
  }

  void read(Arguments arguments) {
    var limits = new Limits(cells, values);
    arguments.block().ifPresent(limits.settings::read);
    values
        .read(arguments.one(0), RdmaSection::device)
        .map(name -> new Located<>(limits.of(name.value()), arguments.span()))
        .ifPresent(rdma -> say(rdma, limits.understood()));
  }

  List<Located<Rdma>> values() {
    return devices.values();
  }

  private void say(Located<Rdma> rdma, boolean understood) {
    String name = rdma.value().device();
    if (understood && rdma.value().handles().isEmpty() && rdma.value().objects().isEmpty()) {
      cells.findings().add(empty(rdma));
    }
    devices.say(name, rdma, "the device `" + name + "` is limited twice");
  }

  private static Diagnostic empty(Located<Rdma> rdma) {
    return Diagnostic.of(Code.MISSING_SETTING, rdma.span(), "`rdma` limits nothing")
        .withHelp("say `handles`, or `objects`, or both");
  }

  /** A device of /sys/class/infiniband. */
  private static Reading<String> device(String text) {
    boolean name =
        !text.isEmpty()
            && text.length() <= LONGEST_NAME
            && text.chars().noneMatch(c -> c == '/' || c <= ' ');
    return name
        ? new Reading.Value<>(text)
        : Reading.wrong(
            "`" + text + "` cannot be the name of a device",
            "the folder /sys/class/infiniband has the names");
  }

  /** What one block says. */
  private static final class Limits {
    private final BlockReader<RdmaKeyword> settings;
    private final Values values;
    private final Once<Long> handles;
    private final Once<Long> objects;
    private boolean misread;

    Limits(Cells cells, Values values) {
      this.values = values;
      settings = cells.blocks(Context.RDMA, RdmaKeyword.class, this::readSetting);
      handles = cells.once("`handles`");
      objects = cells.once("`objects`");
    }

    Rdma of(String device) {
      return new Rdma(device, handles.value(), objects.value());
    }

    boolean understood() {
      return !misread && settings.isUnderstood();
    }

    private void readSetting(RdmaKeyword keyword, Arguments arguments) {
      switch (keyword) {
        case HANDLES -> read(arguments, handles);
        case OBJECTS -> read(arguments, objects);
      }
    }

    private void read(Arguments arguments, Once<Long> cell) {
      var count = values.read(arguments.one(0), text -> WholeNumber.read(text, 0, MOST));
      misread |= count.isEmpty();
      count.ifPresent(cell::say);
    }
  }
}
