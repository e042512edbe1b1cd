package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.BlockIo;
import dev.cdlc.compiler.model.BlockIo.BlockDevice;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.oci.OciResources.ThrottleDevice;
import dev.cdlc.compiler.oci.OciResources.WeightDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Emits {@code linux.resources.blockIO}. */
record BlockIoSection(BlockIo asked, Places places) {
  private static final String POINTER = "/linux/resources/blockIO";

  private static final OciResources.BlockIo NOTHING =
      new OciResources.BlockIo(
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  /** Empty where nothing is said. */
  Optional<OciResources.BlockIo> blockIo() {
    var io =
        new OciResources.BlockIo(
            weight("/weight", asked.weight()),
            weight("/leafWeight", asked.leafWeight()),
            weights(),
            rates("/throttleReadBpsDevice", BlockDevice::readBps),
            rates("/throttleWriteBpsDevice", BlockDevice::writeBps),
            rates("/throttleReadIOPSDevice", BlockDevice::readIops),
            rates("/throttleWriteIOPSDevice", BlockDevice::writeIops));
    return Optional.of(io).filter(some -> !some.equals(NOTHING));
  }

  private List<WeightDevice> weights() {
    List<WeightDevice> weights = new ArrayList<>();
    for (Located<BlockDevice> located : asked.devices()) {
      BlockDevice device = located.value();
      if (device.weight().isPresent() || device.leafWeight().isPresent()) {
        String entry = "/weightDevice/" + weights.size();
        places.note(POINTER + entry, located.span());
        weights.add(
            new WeightDevice(
                device.major(),
                device.minor(),
                weight(entry + "/weight", device.weight()),
                weight(entry + "/leafWeight", device.leafWeight())));
      }
    }
    return weights;
  }

  private List<ThrottleDevice> rates(
      String property, Function<BlockDevice, Optional<Located<Long>>> rate) {
    List<ThrottleDevice> rates = new ArrayList<>();
    for (Located<BlockDevice> located : asked.devices()) {
      BlockDevice device = located.value();
      rate.apply(device)
          .map(said -> places.note(POINTER + property + "/" + rates.size(), said))
          .ifPresent(said -> rates.add(new ThrottleDevice(device.major(), device.minor(), said)));
    }
    return rates;
  }

  private OptionalInt weight(String property, Optional<Located<Long>> weight) {
    return weight
        .map(said -> OptionalInt.of(Math.toIntExact(places.note(POINTER + property, said))))
        .orElseGet(OptionalInt::empty);
  }
}
