package dev.cdlc.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A limit that {@code update} takes as an option, by runc's name; what it sets in the resources.
 */
enum OciLimit {
  BLKIO_WEIGHT("blockIO", "weight", Form.NUMBER, "The weight of its I/O, 10 to 1000."),
  CPU_PERIOD("cpu", "period", Form.NUMBER, "Microseconds in which the quota is given."),
  CPU_QUOTA("cpu", "quota", Form.NUMBER, "Microseconds of CPU time in a period; -1 for no limit."),
  CPU_SHARE("cpu", "shares", Form.NUMBER, "The share of CPU time among other containers."),
  CPU_RT_PERIOD("cpu", "realtimePeriod", Form.NUMBER, "The same as period, for real-time tasks."),
  CPU_RT_RUNTIME("cpu", "realtimeRuntime", Form.NUMBER, "The same as quota, for real-time tasks."),
  CPUSET_CPUS("cpu", "cpus", Form.TEXT, "The CPUs to run on, as in 0-3,7."),
  CPUSET_MEMS("cpu", "mems", Form.TEXT, "The memory nodes to use."),
  MEMORY("memory", "limit", Form.BYTES, "Bytes, or as in 64M; -1 for no limit."),
  MEMORY_RESERVATION("memory", "reservation", Form.BYTES, "What is left to it when memory is low."),
  MEMORY_SWAP("memory", "swap", Form.BYTES, "Memory and swap together; -1 for no limit."),
  PIDS_LIMIT("pids", "limit", Form.NUMBER, "The most tasks at once; -1 for no limit.");

  private static final Pattern NUMBER = Pattern.compile("-1|[0-9]{1,18}");
  private static final Pattern BYTES = Pattern.compile("(-1|[0-9]{1,15})([kmgtKMGT]?)(i?[bB])?");
  private static final String UNITS = "kmgt";
  private static final int BITS = 10;

  private final String section;
  private final String property;
  private final Form form;
  private final String description;

  OciLimit(String section, String property, Form form, String description) {
    this.section = section;
    this.property = property;
    this.form = form;
    this.description = description;
  }

  /** What the value of an option looks like. */
  private enum Form {
    NUMBER,
    BYTES,
    TEXT
  }

  static void addTo(CommandSpec spec) {
    for (OciLimit limit : values()) {
      spec.addOption(Shape.value(limit.option(), "LIMIT", limit.description));
    }
  }

  /** The limits that are given, as {@code linux.resources} has them. */
  static String json(ParseResult arguments) throws CommandException {
    Map<OciLimit, String> given = new EnumMap<>(OciLimit.class);
    for (OciLimit limit : values()) {
      if (arguments.hasMatchedOption(limit.option())) {
        given.put(limit, limit.value(arguments.matchedOptionValue(limit.option(), "")));
      }
    }
    List<String> sections = new ArrayList<>();
    for (String section : List.of("blockIO", "cpu", "memory", "pids")) {
      sections.add(
          given.entrySet().stream()
              .filter(one -> one.getKey().section.equals(section))
              .map(one -> "\"%s\":%s".formatted(one.getKey().property, one.getValue()))
              .collect(Collectors.joining(",", "\"" + section + "\":{", "}")));
    }
    return "{" + String.join(",", sections) + "}";
  }

  private String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String value(String given) throws CommandException {
    return switch (form) {
      case NUMBER -> number(given);
      case BYTES -> bytes(given);
      case TEXT -> "\"" + list(given) + "\"";
    };
  }

  private String number(String given) throws CommandException {
    if (!NUMBER.matcher(given).matches()) {
      throw wrong("a number", given);
    }
    return Long.toString(Long.parseLong(given));
  }

  private String bytes(String given) throws CommandException {
    Matcher matcher = BYTES.matcher(given);
    if (!matcher.matches()) {
      throw wrong("bytes, as in 64M", given);
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    int shift = unit.isEmpty() ? 0 : (UNITS.indexOf(unit) + 1) * BITS;
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw wrong("bytes below 8E", given);
    }
    return Long.toString(number < 0 ? number : number << shift);
  }

  private String list(String given) throws CommandException {
    if (!given.matches("[-0-9,]+")) {
      throw wrong("a list, as in 0-3,7", given);
    }
    return given;
  }

  private CommandException wrong(String wanted, String given) {
    return new CommandException("%s takes %s, not '%s'".formatted(option(), wanted, given));
  }
}
