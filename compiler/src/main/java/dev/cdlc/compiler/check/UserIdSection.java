package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.UserIds;
import java.util.List;
import java.util.Optional;

/**
 * What {@code uid-map}, {@code gid-map} and {@code userns} say. A later layer has its way over an
 * earlier one that chose the other.
 */
final class UserIdSection {
  private final Cells cells;
  private final Appended<IdRange> uidRanges;
  private final Appended<IdRange> gidRanges;
  private final IdRanges uids;
  private final IdRanges gids;
  private final Once<Boolean> auto;
  private int layerOfMaps;

  UserIdSection(Cells cells) {
    this.cells = cells;
    uidRanges = cells.appended("uid-map");
    gidRanges = cells.appended("gid-map");
    uids = new IdRanges(cells.findings(), uidRanges);
    gids = new IdRanges(cells.findings(), gidRanges);
    auto = cells.once("`userns`");
  }

  void mapUsers(Arguments arguments) {
    map(uids, arguments);
  }

  void mapGroups(Arguments arguments) {
    map(gids, arguments);
  }

  private void map(IdRanges ranges, Arguments arguments) {
    layerOfMaps = cells.layer();
    if (auto.isInherited()) {
      auto.clear();
    }
    ranges.read(arguments);
  }

  void chooseFree(Arguments arguments) {
    if (new Values(cells.findings()).read(arguments.one(0), UserIdSection::choice).isEmpty()) {
      return;
    }
    if (layerOfMaps < cells.layer()) {
      uidRanges.clear();
      gidRanges.clear();
    }
    auto.say(true, arguments.span());
  }

  private static Reading<Boolean> choice(String text) {
    return text.equals("auto")
        ? new Reading.Value<>(true)
        : new Reading.Refusal<>(
            Code.UNKNOWN_OPTION,
            "there is no `userns " + text + "`",
            "`userns auto` chooses ids; `uid-map` and `gid-map` say them",
            List.of());
  }

  UserIds value() {
    return new UserIds(
        uids.values(), gids.values(), auto.value().map(Located::span), Optional.empty());
  }

  /** Reports what the kernel, or the start of a container, would refuse. */
  void finish() {
    if (!uids.isUnderstood() || !gids.isUnderstood()) {
      return;
    }
    UserIds said = value();
    said.auto()
        .ifPresent(free -> said.withoutAuto().place().ifPresent(map -> contradiction(free, map)));
    requireOther(said.uids(), said.gids(), "uid-map", "gid-map");
    requireOther(said.gids(), said.uids(), "gid-map", "uid-map");
    requireRoot(said.uids(), "user");
    requireRoot(said.gids(), "group");
  }

  private void contradiction(Span free, Span map) {
    cells
        .findings()
        .add(
            Diagnostic.of(
                    Code.CONFLICTING_OPTIONS, free, "`userns auto` and maps say different things")
                .withRelated(map, "ids that are said")
                .withHelp("remove `userns auto`, or `uid-map` and `gid-map`"));
  }

  private void requireOther(
      List<Located<IdRange>> said, List<Located<IdRange>> other, String name, String missing) {
    if (!said.isEmpty() && other.isEmpty()) {
      IdRange range = said.getFirst().value();
      cells
          .findings()
          .add(
              Diagnostic.of(
                      Code.MISSING_SETTING,
                      said.getFirst().span(),
                      "`%s` stands here without `%s`".formatted(name, missing))
                  .withHelp(
                      "say both, as in `%s %d %d %d`"
                          .formatted(missing, range.from(), range.to(), range.count())));
    }
  }

  /** Whoever starts a container becomes root in it first, whichever user the command runs as. */
  private void requireRoot(List<Located<IdRange>> ranges, String kind) {
    Optional<Span> places = ranges.stream().map(Located::span).reduce(Span::to);
    if (places.isPresent() && ranges.stream().noneMatch(range -> range.value().holds(0))) {
      cells
          .findings()
          .add(
              Diagnostic.of(
                      Code.UNMAPPED_ID, places.get(), "the container would have no " + kind + " 0")
                  .withHelp("a container is set up by its own root: let a range begin with 0"));
    }
  }
}
