package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.model.NamespaceType;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.oci.OciConfig.Linux;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Emits {@code process.user}. */
record UserSection(Linux linux, Places places, Consumer<Diagnostic> diagnostics) {
  static final OciConfig.User ROOT = new OciConfig.User(0, 0, OptionalInt.empty(), List.of());

  /**
   * Stands in config.json for a name, which the image resolves at run time and which config.json
   * cannot hold: the kernel's overflow id, so that another runtime gives too little, never root.
   */
  private static final long OVERFLOW_ID = 65534;

  OciConfig.User user(Located<User> located) {
    User user = places.note("/process/user", located);
    if (linux.has(NamespaceType.USER) && !isRoot(user)) {
      diagnostics.accept(unmapped(located.span()));
    }
    return new OciConfig.User(
        number(user.uid()),
        user.gid().map(UserSection::number).orElse(0L),
        user.umask(),
        user.groups().stream().map(UserSection::number).toList());
  }

  private static boolean isRoot(User user) {
    return number(user.uid()) == 0
        && user.gid().map(UserSection::number).orElse(0L) == 0
        && user.groups().isEmpty();
  }

  private static Diagnostic unmapped(Span span) {
    return Diagnostic.of(Code.UNMAPPED_ID, span, "the user namespace has no such id")
        .withLabel("only 0:0, without groups, is mapped there")
        .withHelp("say `user 0:0`, or leave `user` out of `ns`");
  }

  private static long number(User.Id id) {
    return switch (id) {
      case User.Id.Numeric(var value) -> value;
      case User.Id.Named _ -> OVERFLOW_ID;
    };
  }
}
