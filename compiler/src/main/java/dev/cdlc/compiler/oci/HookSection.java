package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Hook;
import dev.cdlc.compiler.model.Hook.Phase;
import dev.cdlc.compiler.model.Located;
import dev.cdlc.compiler.oci.OciConfig.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Emits {@code hooks}. */
record HookSection(List<Located<Hook>> asked, Places places) {
  Hooks hooks() {
    return new Hooks(
        hooks(Phase.PRESTART, "prestart"),
        hooks(Phase.CREATE_RUNTIME, "createRuntime"),
        hooks(Phase.CREATE_CONTAINER, "createContainer"),
        hooks(Phase.START_CONTAINER, "startContainer"),
        hooks(Phase.POSTSTART, "poststart"),
        hooks(Phase.POSTSTOP, "poststop"));
  }

  private List<OciConfig.Hook> hooks(Phase phase, String property) {
    List<OciConfig.Hook> hooks = new ArrayList<>();
    for (Located<Hook> located : asked) {
      if (located.value().phase() == phase) {
        places.note("/hooks/" + property, located.span());
        Hook hook = places.note("/hooks/" + property + "/" + hooks.size(), located);
        hooks.add(
            new OciConfig.Hook(
                hook.path(),
                hook.args(),
                hook.environment().stream().map(Located::value).toList(),
                hook.timeoutSeconds()
                    .map(timeout -> OptionalInt.of(timeout.value()))
                    .orElseGet(OptionalInt::empty)));
      }
    }
    return hooks;
  }
}
