package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.FileMode;
import dev.cdlc.compiler.check.value.Owner;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.registry.Context;
import dev.cdlc.compiler.registry.UserKeyword;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code user} says. */
final class UserSection {
  private static final int LARGEST_UMASK = 0777;
  private static final Owner.Pair ROOT = new Owner.Pair(new User.Id.Numeric(0), Optional.empty());

  private final Cells cells;
  private final BlockReader<UserKeyword> settings;
  private final Values values;
  private final Once<Owner.Pair> owner;
  private final Appended<User.Id> groups;
  private final Once<Integer> umask;
  private Optional<Span> place = Optional.empty();
  private int placeLayer;

  UserSection(Cells cells) {
    this.cells = cells;
    settings = cells.blocks(Context.USER, UserKeyword.class, this::readSetting);
    values = new Values(cells.findings());
    owner = cells.once("the user");
    groups = cells.appended("groups");
    umask = cells.once("the umask");
  }

  void read(Arguments arguments) {
    if (place.isEmpty() || placeLayer < cells.layer()) {
      place = Optional.of(arguments.span());
      placeLayer = cells.layer();
    }
    arguments.optional(0).flatMap(word -> values.read(word, Owner::pair)).ifPresent(owner::say);
    arguments.block().ifPresent(settings::read);
  }

  Optional<Located<User>> value() {
    return place.map(span -> new Located<>(user(), span));
  }

  private User user() {
    Owner.Pair pair = owner.value().map(Located::value).orElse(ROOT);
    OptionalInt mask =
        umask.value().map(said -> OptionalInt.of(said.value())).orElseGet(OptionalInt::empty);
    return new User(pair.user(), pair.group(), groups.values(), mask);
  }

  private void readSetting(UserKeyword keyword, Arguments arguments) {
    switch (keyword) {
      case GROUPS -> values.readAll(arguments.many(0), Owner::read).forEach(groups::say);
      case UMASK ->
          values
              .read(arguments.one(0), text -> FileMode.read(text, LARGEST_UMASK))
              .ifPresent(umask::say);
    }
  }
}
