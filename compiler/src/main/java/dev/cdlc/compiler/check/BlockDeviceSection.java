package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.DiskNumber;
import dev.cdlc.compiler.check.value.Rate;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.model.BlockIo.BlockDevice;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.IoDeviceKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;

/** What the {@code device} blocks of {@code io} say of one device. */
final class BlockDeviceSection {
  private final DiskNumber.Pair number;
  private final Arguments first;
  private final BlockReader<IoDeviceKeyword> settings;
  private final Values values;
  private final Once<Long> weight;
  private final Once<Long> leafWeight;
  private final Once<Long> readBps;
  private final Once<Long> writeBps;
  private final Once<Long> readIops;
  private final Once<Long> writeIops;

  BlockDeviceSection(Cells cells, DiskNumber.Pair number, Arguments first) {
    this.number = number;
    this.first = first;
    settings = cells.blocks(Context.IO_DEVICE, IoDeviceKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    weight = cells.once("the weight of the device");
    leafWeight = cells.once("the leaf weight of the device");
    readBps = cells.once("`read-bps`");
    writeBps = cells.once("`write-bps`");
    readIops = cells.once("`read-iops`");
    writeIops = cells.once("`write-iops`");
  }

  void read(Arguments arguments) {
    arguments.block().ifPresent(settings::read);
  }

  Located<BlockDevice> value() {
    return new Located<>(
        new BlockDevice(
            number.major(),
            number.minor(),
            weight.value(),
            leafWeight.value(),
            readBps.value(),
            writeBps.value(),
            readIops.value(),
            writeIops.value()),
        first.span());
  }

  private void readSetting(IoDeviceKeyword keyword, Arguments arguments) {
    Word word = arguments.one(0);
    switch (keyword) {
      case WEIGHT -> values.read(word, BlockIoSection::weight).ifPresent(weight::say);
      case LEAF_WEIGHT -> values.read(word, BlockIoSection::weight).ifPresent(leafWeight::say);
      case READ_BPS -> values.read(word, Rate::read).ifPresent(readBps::say);
      case WRITE_BPS -> values.read(word, Rate::read).ifPresent(writeBps::say);
      case READ_IOPS -> values.read(word, BlockDeviceSection::operations).ifPresent(readIops::say);
      case WRITE_IOPS ->
          values.read(word, BlockDeviceSection::operations).ifPresent(writeIops::say);
    }
  }

  /** UINT_MAX is what block/blk-throttle.c takes for no limit. */
  private static Reading<Long> operations(String text) {
    return WholeNumber.read(text, 1, 4_294_967_294L);
  }
}
