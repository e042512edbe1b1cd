package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.SubnetText;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Subnet;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.NetworkKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Block;
import java.util.Optional;

/** What {@code network} says of its addresses. */
final class SubnetSection {
  private final BlockReader<NetworkKeyword> settings;
  private final Values values;
  private final Once<Subnet> subnet;

  SubnetSection(Cells cells) {
    settings = cells.blocks(Context.NETWORK, NetworkKeyword.class, this::read);
    values = new Values(cells.findings());
    subnet = cells.once("the subnet");
  }

  Optional<Located<Subnet>> read(Block block) {
    settings.read(block);
    return subnet.value();
  }

  private void read(NetworkKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case SUBNET -> values.read(arguments.one(0), SubnetText::read).ifPresent(subnet::say);
    }
  }
}
