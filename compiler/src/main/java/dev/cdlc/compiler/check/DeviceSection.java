package dev.cdlc.compiler.check;

import dev.cdlc.compiler.check.value.ContainerPath;
import dev.cdlc.compiler.check.value.DeviceWord;
import dev.cdlc.compiler.check.value.DeviceWord.Pattern;
import dev.cdlc.compiler.check.value.Reading;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Device.Numbers;
import dev.cdlc.compiler.model.DeviceAccess;
import dev.cdlc.compiler.model.DeviceRule;
import dev.cdlc.compiler.model.DeviceRule.Kind;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code device} and {@code device-rule} say. */
final class DeviceSection {
  private static final DeviceAccess USE = new DeviceAccess(true, true, false);
  private static final DeviceAccess EVERYTHING = new DeviceAccess(true, true, true);

  private final Findings findings;
  private final Values values;
  private final Keyed<String, Device> devices;
  private final Appended<DeviceRule> rules;

  DeviceSection(Cells cells) {
    findings = cells.findings();
    values = new Values(findings);
    devices = cells.keyed("device");
    rules = cells.appended("device-rule");
  }

  List<Located<Device>> devices() {
    return devices.values();
  }

  List<Located<DeviceRule>> rules() {
    return rules.values();
  }

  void device(Arguments arguments) {
    Optional<String> path = values.read(arguments.one(0), DeviceSection::path).map(Located::value);
    var options = new DeviceOptions(values, arguments.many(3));
    if (path.isPresent() && options.areUnderstood()) {
      device(path.get(), arguments, options)
          .ifPresent(
              device ->
                  devices.say(
                      path.get(),
                      new Located<>(device, arguments.span()),
                      "the device `" + path.get() + "` is given twice"));
    }
  }

  private Optional<Device> device(String path, Arguments arguments, DeviceOptions options) {
    DeviceAccess access = options.access().map(Located::value).orElse(USE);
    if (arguments.optional(1).isEmpty()) {
      return isOfHost(arguments, options)
          ? Optional.of(new Device.OfHost(path, access))
          : Optional.empty();
    }
    return values
        .read(arguments.optional(1).get(), DeviceWord::type)
        .flatMap(
            type ->
                numbers(type, arguments.optional(2), options)
                    .map(numbers -> options.node(path, type.value(), numbers, access)));
  }

  /** Whether nothing is said that the host's node decides; else that is reported. */
  private boolean isOfHost(Arguments arguments, DeviceOptions options) {
    Optional<Word> numbers = arguments.optional(2);
    numbers.ifPresent(word -> findings.add(untyped(word)));
    options.description().ifPresent(span -> findings.add(ofHost(span)));
    return numbers.isEmpty() && options.description().isEmpty();
  }

  private static Diagnostic untyped(Word numbers) {
    return Diagnostic.of(
            Code.MISSING_SETTING, numbers.span(), "the device's type stands before its numbers")
        .withHelp(
            "write `c %s`, or `b %s` for a block device".formatted(numbers.text(), numbers.text()));
  }

  private static Diagnostic ofHost(Span option) {
    return Diagnostic.of(
            Code.UNFIT_SETTING, option, "the node is the host's, with its mode and owner")
        .withHelp("say the type and the numbers too, as in `c 10:229`, or leave this out");
  }

  /** The numbers of a node, none for a FIFO; nothing where that was reported. */
  private Optional<Optional<Numbers>> numbers(
      Located<Device.Type> type, Optional<Word> word, DeviceOptions options) {
    boolean numbered = type.value() != Device.Type.FIFO;
    if (!numbered && (word.isPresent() || options.access().isPresent())) {
      Span span = word.map(Word::span).orElseGet(() -> options.access().orElseThrow().span());
      findings.add(
          Diagnostic.of(Code.UNFIT_SETTING, span, "a FIFO has no numbers, and is open to all rules")
              .withHelp("leave it out"));
      return Optional.empty();
    }
    if (numbered && word.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_SETTING,
                  type.span(),
                  "the device's numbers do not stand behind its type")
              .withHelp(
                  "write `%s MAJOR:MINOR`; `ls -l` shows them".formatted(type.value().letter())));
      return Optional.empty();
    }
    if (word.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    Optional<Numbers> read = values.read(word.get(), DeviceWord::numbers).map(Located::value);
    return read.isPresent() ? Optional.of(read) : Optional.empty();
  }

  private static Reading<String> path(String text) {
    return ContainerPath.read(text)
        .then(
            path ->
                path.equals("/")
                    ? Reading.wrong("`/` is no device", "name one: /dev/fuse")
                    : new Reading.Value<>(path));
  }

  void allow(Arguments arguments) {
    rule(true, arguments);
  }

  void deny(Arguments arguments) {
    rule(false, arguments);
  }

  private void rule(boolean allow, Arguments arguments) {
    var kind = values.read(arguments.one(0), DeviceWord::kind).map(Located::value);
    kind.ifPresent(said -> rule(allow, said, arguments));
  }

  /** Behind {@code all}, which has no numbers, the access is the next word. */
  private void rule(boolean allow, Kind kind, Arguments arguments) {
    List<Word> words =
        Stream.of(arguments.optional(1), arguments.optional(2)).flatMap(Optional::stream).toList();
    boolean numbered = kind != Kind.ALL && !words.isEmpty() && isNumbers(words.getFirst());
    List<Word> letters = words.subList(numbered ? 1 : 0, words.size());
    Optional<Word> misplaced = letters.stream().filter(DeviceSection::isNumbers).findFirst();
    if (misplaced.isPresent() || letters.size() > 1) {
      Word word = misplaced.orElseGet(letters::getLast);
      findings.add(misplaced.isPresent() ? misplaced(kind, word) : excess(word));
      return;
    }
    Optional<Pattern> pattern =
        numbered
            ? values.read(words.getFirst(), DeviceWord::pattern).map(Located::value)
            : Optional.of(Pattern.ALL);
    Optional<DeviceAccess> access =
        letters.isEmpty()
            ? Optional.of(allow ? USE : EVERYTHING)
            : values.read(letters.getFirst(), DeviceWord::access).map(Located::value);
    if (pattern.isPresent() && access.isPresent()) {
      Pattern numbers = pattern.get();
      rules.say(
          new Located<>(
              new DeviceRule(allow, kind, numbers.major(), numbers.minor(), access.get()),
              arguments.span()));
    }
  }

  private static boolean isNumbers(Word word) {
    return word.text().indexOf(':') >= 0
        || word.text().startsWith("*")
        || (!word.text().isEmpty() && Character.isDigit(word.text().charAt(0)));
  }

  private static Diagnostic misplaced(Kind kind, Word word) {
    return kind == Kind.ALL
        ? Diagnostic.of(Code.UNFIT_SETTING, word.span(), "`all` goes without numbers")
            .withHelp("write `c " + word.text() + "` for character devices, `b` for block devices")
        : Diagnostic.of(
                Code.WRONG_ARGUMENT_COUNT, word.span(), "the numbers stand before the access")
            .withHelp("its form is `KIND [MAJOR:MINOR] [ACCESS]`, as in `c 10:* rw`");
  }

  private static Diagnostic excess(Word word) {
    return Diagnostic.of(
            Code.WRONG_ARGUMENT_COUNT, word.span(), "too many arguments for `device-rule`")
        .withHelp("its form is `KIND [MAJOR:MINOR] [ACCESS]`, as in `c 10:* rw`");
  }
}
