package dev.cdlc.codegen.strace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of choices that shares its beginning with others. */
record Choices(Optional<Choices> earlier, String last) {
  static final Choices NONE = new Choices(Optional.empty(), "");

  Choices and(String choice) {
    return new Choices(Optional.of(this), choice);
  }

  /** Each once, in the order in which they were first made. */
  List<String> toList() {
    List<String> reversed = new ArrayList<>();
    Choices choices = this;
    while (choices.earlier.isPresent()) {
      reversed.add(choices.last);
      choices = choices.earlier.get();
    }
    return reversed.reversed().stream().distinct().toList();
  }
}
