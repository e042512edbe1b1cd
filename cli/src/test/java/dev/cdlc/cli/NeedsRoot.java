package dev.cdlc.cli;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Marks tests that start containers, and skips them where that takes more than the caller has. */
@Tag("linux")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRoot.Condition.class)
public @interface NeedsRoot {
  /** Only root on Linux makes all namespaces. */
  final class Condition implements ExecutionCondition {
    private static final Path SELF = Path.of("/proc/self");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return isRoot() ? enabled("root on Linux") : disabled("needs root on Linux: sudo mvn verify");
    }

    private static boolean isRoot() {
      try {
        return Files.exists(SELF) && Files.getAttribute(SELF, "unix:uid").equals(0);
      } catch (IOException e) {
        return false;
      }
    }
  }
}
