package dev.cdlc.integration;

import dev.cdlc.integration.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the steps of a composite action as a GitHub runner does, as far as {@code action.yml} needs
 * it: bash steps, inputs, outputs of steps, and whether a step is passed over.
 */
final class GithubRunner {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([a-z.]+) *}}");
  private static final Pattern CONDITION = Pattern.compile("([a-z.]+) != '([a-z]*)'");

  private final Yaml action;
  private final Workplace place;
  private final Path commands;
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> used = new ArrayList<>();
  private final StringBuilder log = new StringBuilder();

  /**
   * A runner for one job.
   *
   * @param commands a folder for the files that steps write their outputs to
   */
  GithubRunner(Yaml action, Workplace place, Path commands) throws IOException {
    this.action = action;
    this.place = place;
    this.commands = Files.createDirectories(commands);
    action
        .at("inputs")
        .keys()
        .forEach(name -> values.put("inputs." + name, action.at("inputs", name, "default").text()));
    place.set("GITHUB_STEP_SUMMARY", commands.resolve("summary.md").toString());
  }

  /** Gives an input that the action has. */
  GithubRunner with(String input, String value) {
    action.at("inputs", input);
    values.put("inputs." + input, value);
    return this;
  }

  /** Runs the steps, up to one that fails; its status is the action's. */
  Ended run() throws IOException, InterruptedException {
    for (Yaml step : action.at("runs", "steps").items()) {
      if (step.has("if") && !holds(step.at("if").text())) {
        continue;
      }
      if (step.has("uses")) {
        used.add(step.at("uses").text());
        continue;
      }
      int status = script(step);
      if (status != 0) {
        return new Ended(status, log.toString());
      }
    }
    return new Ended(0, log.toString());
  }

  private int script(Yaml step) throws IOException, InterruptedException {
    Path output = Files.writeString(commands.resolve("output"), "");
    Path path = Files.writeString(commands.resolve("path"), "");
    place.set("GITHUB_OUTPUT", output.toString());
    place.set("GITHUB_PATH", path.toString());
    if (step.has("env")) {
      for (String name : step.at("env").keys()) {
        place.set(name, evaluated(step.at("env", name).text()));
      }
    }
    Path script = Files.writeString(commands.resolve("step.sh"), step.at("run").text());
    Ended ended = place.run("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
    log.append(ended.output());
    for (String line : Files.readAllLines(output)) {
      int equals = line.indexOf('=');
      values.put(
          "steps.%s.outputs.%s".formatted(step.at("id").text(), line.substring(0, equals)),
          line.substring(equals + 1));
    }
    Files.readAllLines(path).forEach(place::addToPath);
    return ended.status();
  }

  private boolean holds(String condition) {
    Matcher matcher = CONDITION.matcher(condition);
    if (!matcher.matches()) {
      throw new AssertionError("no condition that this runner knows: " + condition);
    }
    return !values.getOrDefault(matcher.group(1), "").equals(matcher.group(2));
  }

  private String evaluated(String text) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }

  /** An output of the action. */
  String output(String name) {
    return evaluated(action.at("outputs", name, "value").text());
  }

  /** The other actions that were used. */
  List<String> used() {
    return List.copyOf(used);
  }

  /** The summary of the job, in Markdown. */
  String summary() throws IOException {
    return Files.readString(commands.resolve("summary.md"));
  }
}
