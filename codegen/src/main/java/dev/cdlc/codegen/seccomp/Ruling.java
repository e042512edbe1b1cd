package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter.ArgumentTest;
import java.util.List;

/** What a filter does with one system call. */
sealed interface Ruling {
  /** The arguments do not count. */
  record Always(SeccompAction action) implements Ruling {}

  /** The first branch whose tests all hold decides. */
  record Depends(List<Branch> branches, SeccompAction otherwise) implements Ruling {
    public Depends {
      branches = List.copyOf(branches);
    }
  }

  record Branch(List<ArgumentTest> tests, SeccompAction action) {}
}
