package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.DeviceWord;
import dev.cdlc.compiler.check.value.FileMode;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.check.value.WholeNumber;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Device.Numbers;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** The options of one {@code device}: {@code mode=0666}, {@code uid=0}, ... */
final class DeviceOptions {
  private static final int LARGEST_MODE = 0777;

  /** 4294967295 is (uid_t) -1, "unchanged" in chown(2). */
  private static final long LARGEST_ID = 4_294_967_294L;

  private final Values values;
  private final Map<String, Word> said = new HashMap<>();
  private final Optional<Located<Integer>> mode;
  private final Optional<Located<Long>> uid;
  private final Optional<Located<Long>> gid;
  private final Optional<Located<DeviceAccess>> access;
  private boolean understood = true;

  DeviceOptions(Values values, List<Word> words) {
    this.values = values;
    words.forEach(this::say);
    mode = value("mode=", text -> FileMode.read(text, LARGEST_MODE));
    uid = value("uid=", DeviceOptions::id);
    gid = value("gid=", DeviceOptions::id);
    access = value("access=", DeviceWord::access);
  }

  /** Whether each option is a value, and said once; else that was reported. */
  boolean areUnderstood() {
    return understood;
  }

  Optional<Located<DeviceAccess>> access() {
    return access;
  }

  /** The place of the first option that says what the node is, if one does. */
  Optional<Span> description() {
    return Stream.of(mode, uid, gid).flatMap(Optional::stream).map(Located::span).findFirst();
  }

  Device.Node node(String path, Device.Type type, Optional<Numbers> numbers, DeviceAccess granted) {
    return new Device.Node(
        path,
        type,
        numbers,
        mode.map(bits -> OptionalInt.of(bits.value())).orElseGet(OptionalInt::empty),
        uid.map(Located::value),
        gid.map(Located::value),
        granted);
  }

  private void say(Word word) {
    String key = word.text().substring(0, word.text().indexOf('=') + 1);
    Word before = said.putIfAbsent(key, word);
    if (before != null) {
      understood = false;
      values
          .findings()
          .add(
              Diagnostic.of(Code.CONFLICTING_OPTIONS, word.span(), "`" + key + "` is said twice")
                  .withRelated(before.span(), "first here")
                  .withHelp("remove one of the two"));
    }
  }

  private <T> Optional<Located<T>> value(String key, Function<String, Reading<T>> type) {
    Optional<Word> word = Optional.ofNullable(said.get(key));
    Optional<Located<T>> value =
        word.flatMap(found -> values.read(found, text -> behind(key, text, type)));
    understood &= word.isPresent() == value.isPresent();
    return value;
  }

  /** Reads what stands behind the equals sign; what may have been meant stands behind it too. */
  private static <T> Reading<T> behind(String key, String text, Function<String, Reading<T>> type) {
    return switch (type.apply(text.substring(key.length()))) {
      case Reading.Value<T> value -> value;
      case Reading.Refusal<T>(var code, var message, var help, var rewrites) ->
          new Reading.Refusal<>(code, message, help, rewrites.stream().map(key::concat).toList());
    };
  }

  private static Reading<Long> id(String text) {
    return WholeNumber.read(text, 0, LARGEST_ID);
  }
}
