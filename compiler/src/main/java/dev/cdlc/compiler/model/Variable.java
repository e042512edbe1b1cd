package dev.cdlc.compiler.model;

/** An entry of the container's environment. */
public sealed interface Variable {
  String name();

  /** {@code env NAME=value}. */
  record Set(String name, String value) implements Variable {}

  /** {@code env pass NAME}: the value that the caller's environment has at run time, if any. */
  record Pass(String name) implements Variable {}
}
