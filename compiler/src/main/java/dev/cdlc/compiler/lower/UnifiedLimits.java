package dev.cdlc.compiler.lower;

import static dev.cdlc.compiler.lower.Limit.everywhere;
import static dev.cdlc.compiler.lower.Limit.file;

import dev.cdlc.plan.Controller;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Lowers {@code linux.resources.unified}: files of cgroup v2. */
final class UnifiedLimits {
  private static final String CPU_WEIGHT = "cpu.weight";
  private static final Pattern WEIGHT = Pattern.compile("[1-9][0-9]{0,4}");

  private UnifiedLimits() {}

  static List<Limit> of(SortedMap<String, String> unified) {
    return unified.entrySet().stream().map(UnifiedLimits::limit).toList();
  }

  /** Whether a plan can write the file: whether it belongs to a controller that plans know. */
  static boolean has(String file) {
    return controller(file).isPresent();
  }

  private static Limit limit(Map.Entry<String, String> entry) {
    String pointer = "/unified/" + entry.getKey();
    Controller controller = controller(entry.getKey()).orElseThrow();
    if (!entry.getKey().equals(CPU_WEIGHT) || !WEIGHT.matcher(entry.getValue()).matches()) {
      return everywhere(pointer, controller, entry.getKey(), entry.getValue());
    }
    long shares = CpuWeight.toShares(Long.parseLong(entry.getValue()));
    return Limit.in(
        pointer, controller, file("cpu.shares", shares), file(CPU_WEIGHT, entry.getValue()));
  }

  /** The name of a controller goes before the first dot of its files. */
  private static Optional<Controller> controller(String file) {
    String prefix = file.substring(0, file.indexOf('.'));
    return Arrays.stream(Controller.values())
        .filter(Controller::limits)
        .filter(controller -> controller.kernelName().equals(prefix))
        .findFirst();
  }
}
