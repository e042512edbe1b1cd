package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.IdRange;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.Rootless;
import dev.cdlc.compiler.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Emits {@code process.user}. */
record UserSection(Isolation isolation, Places places, Consumer<Diagnostic> diagnostics) {
  static final OciConfig.User ROOT = new OciConfig.User(0, 0, OptionalInt.empty(), List.of());

  /**
   * Stands in config.json for a name, which the image resolves at run time and which config.json
   * cannot hold: the kernel's overflow id, so that another runtime gives too little, never root.
   */
  private static final long OVERFLOW_ID = 65534;

  OciConfig.User user(Located<User> located) {
    User user = places.note("/process/user", located);
    if (isolation.mapsCallerAlone() && !user.groups().isEmpty()) {
      diagnostics.accept(unmapped(located.span(), "supplementary groups"));
    } else {
      lacking(located).map(id -> unmapped(id.span(), id.value())).ifPresent(diagnostics);
    }
    return new OciConfig.User(
        number(user.uid()),
        user.gid().map(UserSection::number).orElse(0L),
        user.umask(),
        groups(user));
  }

  private List<Long> groups(User user) {
    List<Long> groups = new ArrayList<>();
    for (Located<User.Id> group : user.groups()) {
      groups.add(number(places.note("/process/user/additionalGids/" + groups.size(), group)));
    }
    return groups;
  }

  /** The first id that the container is known not to have. */
  private Optional<Located<String>> lacking(Located<User> located) {
    User user = located.value();
    if (lacks(user.uid(), isolation::hasUser)) {
      return Optional.of(new Located<>("user " + word(user.uid()), located.span()));
    }
    Stream<Located<User.Id>> own =
        user.gid().map(gid -> new Located<>(gid, located.span())).stream();
    return Stream.concat(own, user.groups().stream())
        .filter(gid -> lacks(gid.value(), isolation::hasGroup))
        .map(gid -> new Located<>("group " + word(gid.value()), gid.span()))
        .findFirst();
  }

  /** A name is looked up in the container, which may give it any number. */
  private boolean lacks(User.Id id, LongFunction<Optional<Boolean>> known) {
    return switch (id) {
      case User.Id.Numeric(var value) -> !known.apply(value).orElse(true);
      case User.Id.Named _ -> isolation.mapsCallerAlone();
    };
  }

  private Diagnostic unmapped(Span span, String what) {
    Diagnostic report = Diagnostic.of(Code.UNMAPPED_ID, span, "the user namespace has no " + what);
    return isolation
        .ids()
        .caller()
        .map(caller -> ofCaller(report, caller))
        .orElseGet(() -> ofSource(report));
  }

  private static Diagnostic ofCaller(Diagnostic report, Rootless caller) {
    return caller
        .lack()
        .map(lack -> report.withLabel(lack.cause()).withHelp(lack.fix()))
        .orElseGet(() -> ofCaller(report, count(caller.uids()), count(caller.gids())));
  }

  private static Diagnostic ofCaller(Diagnostic report, long uids, long gids) {
    return report
        .withLabel(
            uids + gids > 0
                ? "a caller without root has %d users and %d groups here".formatted(uids, gids)
                : "only 0:0, the caller without root, is mapped there")
        .withHelp(
            "say `user 0:0`, run it as root, or have root give the caller more ids:"
                + " `usermod --add-subuids FIRST-LAST --add-subgids FIRST-LAST USER`");
  }

  private static long count(List<IdRange> ranges) {
    return ranges.stream().mapToLong(IdRange::count).sum();
  }

  private Diagnostic ofSource(Diagnostic report) {
    return isolation
        .ids()
        .place()
        .map(
            map ->
                report
                    .withRelated(map, "what it has is said here")
                    .withHelp("choose one that is mapped, or map more"))
        .orElseGet(
            () ->
                report
                    .withLabel("only 0:0, without groups, is mapped there")
                    .withHelp(
                        "say `user 0:0`, map more by `uid-map` and `gid-map`, or leave `user` out of `ns`"));
  }

  private static String word(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(var value) -> Long.toString(value);
      case User.Id.Named(var name) -> "`" + name + "`";
    };
  }

  private static long number(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(var value) -> value;
      case User.Id.Named _ -> OVERFLOW_ID;
    };
  }
}
