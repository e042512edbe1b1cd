package dev.cdlc.importer.compose;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.compose.Values.Located;
import dev.cdlc.importer.engine.ProcessPart;
import dev.cdlc.importer.yaml.Yaml;
import dev.cdlc.importer.yaml.Yaml.Entry;
import dev.cdlc.importer.yaml.Yaml.Sequence;
import java.util.List;

/** Reads {@code healthcheck}. */
record Health(ServiceReader service) {
  private static final List<String> SETTINGS =
      List.of(
          "test", "interval", "timeout", "retries", "start_period", "start_interval", "disable");

  void read(Yaml value) {
    List<Entry> settings = service.values().entries(value);
    if (settings.stream().noneMatch(this::isDisabled)) {
      settings.forEach(this::setting);
    }
  }

  private boolean isDisabled(Entry setting) {
    return setting.key().equals("disable") && service.flag(setting.value()).orElse(false);
  }

  private void setting(Entry setting) {
    ProcessPart process = service.container().process();
    switch (setting.key()) {
      case "test" -> test(setting.value());
      case "interval" -> taken(setting, process::healthInterval);
      case "timeout" -> taken(setting, process::healthTimeout);
      case "retries" -> taken(setting, process::healthRetries);
      case "disable" -> {
        // it is not
      }
      case "start_period", "start_interval" ->
          service
              .report()
              .leftOut(
                  setting.place(),
                  "`" + setting.key() + "`",
                  "`ready` counts its tries from the start");
      default -> service.project().unknown(setting, SETTINGS);
    }
  }

  private interface Taker {
    void take(Text value, Span span);
  }

  private void taken(Entry setting, Taker taker) {
    service.values().text(setting.value()).ifPresent(said -> taker.take(said.text(), said.span()));
  }

  /** A script, or a list whose first word tells what the others are. */
  private void test(Yaml value) {
    List<Located> words = service.values().texts(value);
    if (words.isEmpty()) {
      return;
    }
    ProcessPart process = service.container().process();
    String kind = value instanceof Sequence ? words.getFirst().text().shown() : "";
    List<Text> rest = words.stream().skip(1).map(Located::text).toList();
    switch (kind) {
      case "NONE" -> {
        // no check
      }
      case "CMD" -> process.health(rest, value.span());
      case "CMD-SHELL" ->
          process.healthScript(rest.isEmpty() ? Text.EMPTY : rest.getFirst(), value.span());
      case "" -> process.healthScript(words.getFirst().text(), value.span());
      default ->
          service
              .report()
              .invalid(
                  words.getFirst().span(),
                  "`" + kind + "` is no kind of test",
                  "a list begins with CMD, CMD-SHELL or NONE");
    }
  }
}
