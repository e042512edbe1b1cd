package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Mount.Source;
import dev.cdlc.compiler.registry.FilesystemOptions;
import dev.cdlc.compiler.registry.ValueType;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the words of a {@code mount} make it: with {@code bind} or {@code rbind} among its options
 * it is a bind, whatever its type; see config.md, "Mounts".
 *
 * @param said the type that is written
 * @param depth the option that makes it a bind
 */
record MountType(String said, Optional<String> depth) {
  private static final String NONE = "none";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  static MountType of(Word type, List<Word> behind, List<Word> inBlock) {
    return new MountType(
        type.text(),
        Stream.concat(behind.stream(), inBlock.stream())
            .map(Word::text)
            .filter(option -> option.equals("bind") || option.equals("rbind"))
            .findFirst());
  }

  /** The type as options see it. */
  String kind() {
    return isBind() ? FilesystemOptions.BIND : said;
  }

  private boolean isBind() {
    return said.equals(FilesystemOptions.BIND) || depth.isPresent();
  }

  /** Whether something else seems to stand in the type's place. */
  boolean isOutOfPlace() {
    return !NAME.matcher(said).matches();
  }

  Reading<String> read(String text) {
    if (isOutOfPlace()) {
      return Reading.wrong(
          "`" + text + "` is no type of file system",
          "the type stands first: `mount ext4 /dev/vdb /data`");
    }
    if (text.equals("auto") || (text.equals(NONE) && depth.isEmpty())) {
      return Reading.wrong(
          "`" + text + "` is no type of file system",
          "name the type, or write `bind` to show what the host has");
    }
    boolean idle = depth.isPresent() && !text.equals(NONE) && !text.equals(FilesystemOptions.BIND);
    return idle
        ? new Reading.Refusal<>(
            Code.OPTION_WITHOUT_EFFECT,
            "the type `%s` has no effect beside `%s`".formatted(text, depth.get()),
            "a bind shows a file system that is mounted already; its type is `bind`",
            List.of())
        : new Reading.Value<>(text);
  }

  Reading<Source> source(String text) {
    if (text.isEmpty()) {
      return Reading.wrong(
          "the source is empty", "any name will do, as in `mount proc proc /proc`");
    }
    boolean relative = ValueType.MOUNT_SOURCE.isPath(text);
    if (isBind() && !relative && !text.startsWith("/")) {
      return Reading.wrong(
          "`" + text + "` does not begin as a path",
          "a relative one begins with `./`",
          "./" + text);
    }
    return new Reading.Value<>(
        isBind() || relative ? new Source.HostPath(text) : new Source.Name(text));
  }
}
