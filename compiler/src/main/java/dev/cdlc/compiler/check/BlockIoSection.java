package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.DiskNumber;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.BlockIo;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.IoKeyword;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code io} says. */
final class BlockIoSection {
  private final Cells cells;
  private final BlockReader<IoKeyword> settings;
  private final Values values;
  private final Once<Long> weight;
  private final Once<Long> leafWeight;
  private final Map<DiskNumber.Pair, BlockDeviceSection> devices = new LinkedHashMap<>();
  private boolean said;

  BlockIoSection(Cells cells) {
    this.cells = cells;
    settings = cells.blocks(Context.IO, IoKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    weight = cells.once("the weight");
    leafWeight = cells.once("the leaf weight");
  }

  void read(Arguments arguments) {
    said = true;
    arguments.block().ifPresent(settings::read);
  }

  Optional<BlockIo> value() {
    return said ? Optional.of(io()) : Optional.empty();
  }

  private BlockIo io() {
    return new BlockIo(
        weight.value(),
        leafWeight.value(),
        devices.values().stream().map(BlockDeviceSection::value).toList());
  }

  private void readSetting(IoKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case WEIGHT -> values.read(arguments.one(0), BlockIoSection::weight).ifPresent(weight::say);
      case LEAF_WEIGHT ->
          values.read(arguments.one(0), BlockIoSection::weight).ifPresent(leafWeight::say);
      case DEVICE -> device(arguments);
    }
  }

  /** The blocks of one device add to each other. */
  private void device(Arguments arguments) {
    values
        .read(arguments.one(0), DiskNumber::read)
        .ifPresent(
            number ->
                devices
                    .computeIfAbsent(
                        number.value(),
                        _ -> new BlockDeviceSection(cells, number.value(), arguments))
                    .read(arguments));
  }

  /** The range that config-linux.md, "Block IO", names for weights. */
  static Reading<Long> weight(String text) {
    return WholeNumber.read(text, 10, 1_000);
  }
}
