package dev.cdlc.compiler.lower;

import dev.cdlc.compiler.oci.OciConfig.Linux;
import dev.cdlc.plan.Action;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.Step;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lowers {@code linux.readonlyPaths} and {@code linux.maskedPaths}. */
record PathSteps(Input input) {
  List<Step> steps() {
    Linux linux = input.config().linux();
    return Stream.concat(
            steps("/linux/readonlyPaths", linux.readonlyPaths(), InitAction.ReadonlyPath::new),
            steps("/linux/maskedPaths", linux.maskedPaths(), InitAction.MaskPath::new))
        .toList();
  }

  private Stream<Step> steps(String pointer, List<String> paths, Function<String, Action> action) {
    return IntStream.range(0, paths.size())
        .mapToObj(i -> input.init(action.apply(paths.get(i)), pointer + "/" + i));
  }
}
