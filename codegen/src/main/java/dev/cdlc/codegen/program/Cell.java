package dev.cdlc.codegen.program;

/** A 64-bit variable in the program's writable memory, known by its name; zero at the start. */
public record Cell(String name) {
  /** The stack pointer as the kernel set it at execve(2): argc, argv, envp and auxv lie there. */
  public static final Cell INITIAL_STACK = new Cell("initial_stack");
}
