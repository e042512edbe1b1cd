package dev.cdlc.compiler.lint;

import dev.cdlc.compiler.diagnostic.Code;

/** One thing that is looked for. All that it finds has its code, whose page says why it matters. */
sealed interface Rule permits ContainerRule, FileRule {
  Code code();

  Scale scale();
}
