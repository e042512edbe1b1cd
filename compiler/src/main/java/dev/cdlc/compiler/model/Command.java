package dev.cdlc.compiler.model;

import java.util.List;

/**
 * What {@code run} or {@code shell} says: {@code process.args}; {@code shell} is {@code /bin/sh
 * -c}.
 */
public record Command(List<String> args) {
  public Command {
    args = List.copyOf(args);
  }
}
