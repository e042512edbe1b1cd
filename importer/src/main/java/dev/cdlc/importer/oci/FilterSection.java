package dev.cdlc.importer.oci;

import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Layout;
import dev.cdlc.importer.cdl.Word;
import dev.cdlc.plan.Errno;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says {@code linux.seccomp}. */
final class FilterSection {
  private static final String ERRNO = "SCMP_ACT_ERRNO";

  private FilterSection() {}

  static List<Statement> seccomp(JsonNode seccomp) {
    if (seccomp.isMissingNode()) {
      return List.of(Statement.of("seccomp", "unconfined"));
    }
    List<Statement> block = new ArrayList<>();
    block.add(otherwise(seccomp));
    listing("arch", seccomp.path("architectures"), "SCMP_ARCH_").ifPresent(block::add);
    listing("flags", seccomp.path("flags"), "SECCOMP_FILTER_FLAG_").ifPresent(block::add);
    Json.text(seccomp, "listenerPath").map(path -> listener(path, seccomp)).ifPresent(block::add);
    Json.entries(NormalFilter.grouped(Json.entries(seccomp.path("syscalls")))).stream()
        .map(FilterSection::rule)
        .forEach(block::add);
    return List.of(Statement.of("seccomp").with(Layout.LINES, block));
  }

  private static Statement otherwise(JsonNode seccomp) {
    String action = seccomp.path("defaultAction").asString("");
    var statement = Statement.of("default", action(action));
    return action.equals(ERRNO)
        ? statement.and(errno(seccomp.path("defaultErrnoRet").bigIntegerValue(BigInteger.ONE)))
        : statement;
  }

  /** An action as the language calls it: {@code kill-process}. */
  private static String action(String action) {
    return action.replaceFirst("^SCMP_ACT_", "").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String errno(BigInteger number) {
    return Arrays.stream(Errno.values())
        .filter(errno -> BigInteger.valueOf(errno.number()).equals(number))
        .findFirst()
        .map(Enum::name)
        .orElse(number.toString());
  }

  private static Optional<Statement> listing(String name, JsonNode constants, String prefix) {
    List<String> words =
        Json.texts(constants).stream()
            .map(constant -> constant.replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT))
            .map(word -> name.equals("flags") ? word.replace('_', '-') : word)
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(Statement.listing(name, words));
  }

  private static Statement listener(String path, JsonNode seccomp) {
    var statement = Statement.of("listener", Word.of(path));
    return Json.text(seccomp, "listenerMetadata")
        .map(metadata -> statement.and(Word.of(metadata)))
        .orElse(statement);
  }

  private static Statement rule(JsonNode rule) {
    String action = rule.path("action").asString("");
    BigInteger number = rule.path("errnoRet").bigIntegerValue(BigInteger.ONE);
    String head =
        action.equals(ERRNO)
            ? number.equals(BigInteger.ONE) ? "deny" : "deny errno " + errno(number)
            : action(action);
    List<String> calls = Json.texts(rule.path("names")).stream().map(Word::of).toList();
    return Statement.listing(head, calls)
        .with(Json.entries(rule.path("args")).stream().map(FilterSection::test).toList());
  }

  private static Statement test(JsonNode test) {
    String operator =
        test.path("op").asString("").replaceFirst("^SCMP_CMP_", "").toLowerCase(Locale.ROOT);
    return Statement.of(
        Stream.of(
                Stream.of("arg", test.path("index").asString(), operator.replace('_', '-')),
                Stream.of(test.path("value").bigIntegerValue()).map(FilterSection::word),
                Json.number(test, "valueTwo")
                    .filter(_ -> operator.equals("masked_eq"))
                    .map(FilterSection::word)
                    .stream())
            .flatMap(words -> words)
            .toList());
  }

  /** Large numbers are masks, which are read by their digits. */
  private static String word(BigInteger number) {
    return number.bitLength() > 16 ? "0x" + number.toString(16) : number.toString();
  }
}
