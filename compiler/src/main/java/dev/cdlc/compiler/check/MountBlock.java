package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.MountIds;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.IdMapKeyword;
import dev.cdlc.compiler.registry.MountKeyword;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the block of one mount says. */
final class MountBlock {
  private final Cells cells;
  private final BlockReader<MountKeyword> reader;
  private final List<Word> options = new ArrayList<>();
  private final Once<MountIds> ids;

  MountBlock(Cells cells, Arguments arguments) {
    this.cells = cells;
    reader = cells.blocks(Context.MOUNT, MountKeyword.class, this::read);
    ids = cells.once("`idmap`");
    arguments.block().ifPresent(reader::read);
  }

  List<Word> options() {
    return options;
  }

  Optional<Located<MountIds>> ids() {
    return ids.value();
  }

  private void read(MountKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case OPTIONS -> options.addAll(arguments.many(0));
      case IDMAP -> ids.say(idMap(arguments), arguments.span());
    }
  }

  private MountIds idMap(Arguments arguments) {
    var uids = new IdRanges(cells.findings(), new Appended<>());
    var gids = new IdRanges(cells.findings(), new Appended<>());
    BlockReader<IdMapKeyword> ranges =
        cells.blocks(
            Context.ID_MAP,
            IdMapKeyword.class,
            (keyword, words) -> {
              switch (keyword) {
                case UID -> uids.read(words);
                case GID -> gids.read(words);
              }
            });
    arguments.block().ifPresent(ranges::read);
    if (ranges.isUnderstood() && !(ranges.mentions("uid") && ranges.mentions("gid"))) {
      cells.findings().add(incomplete(arguments.head(), ranges.mentions("uid") ? "gid" : "uid"));
    }
    return new MountIds(uids.values(), gids.values());
  }

  private static Diagnostic incomplete(Span idMap, String missing) {
    return Diagnostic.of(
            Code.ID_MAP_MISSING, idMap, "this `idmap` does not say what becomes of each " + missing)
        .withHelp("`uid` and `gid` stand together: `" + missing + " 0 100000 65536`");
  }
}
