package dev.cdlc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A pass's output: all it found, and its value unless the next pass must not run. */
public record Result<T>(Optional<T> value, List<Diagnostic> diagnostics) {
  public Result {
    diagnostics = List.copyOf(diagnostics);
  }

  public static <T> Result<T> of(T value, List<Diagnostic> diagnostics) {
    return new Result<>(Optional.of(value), diagnostics);
  }

  public static <T> Result<T> failed(List<Diagnostic> diagnostics) {
    return new Result<>(Optional.empty(), diagnostics);
  }

  /** Runs the next pass if there is a value; diagnostics of both are kept. */
  public <U> Result<U> then(Function<? super T, Result<U>> pass) {
    if (value.isEmpty()) {
      return failed(diagnostics);
    }
    Result<U> next = pass.apply(value.get());
    var all = new ArrayList<>(diagnostics);
    all.addAll(next.diagnostics());
    return new Result<>(next.value(), all);
  }

  /** The same findings with what a function makes of the value. */
  public <U> Result<U> map(Function<? super T, U> function) {
    return new Result<>(value.map(function), diagnostics);
  }
}
