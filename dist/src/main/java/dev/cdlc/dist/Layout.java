package dev.cdlc.dist;

import java.nio.file.Path;

/** The folder that a user unpacks: {@code bin/cdlc} and what it needs. */
record Layout(Path root) {
  Path bin() {
    return root.resolve("bin");
  }

  /** The jars, the flags of the JVM and the AOT cache. */
  Path lib() {
    return root.resolve("lib");
  }

  /** A jar of nothing but a manifest, which names the main class and the other jars. */
  Path mainJar() {
    return lib().resolve("cdlc.jar");
  }

  Path jvmOptions() {
    return lib().resolve("jvm.options");
  }

  Path aotCache() {
    return lib().resolve("cdlc.aot");
  }

  /** Where the launcher tells the JVM to look for libraries that are no part of it. */
  Path nativeLibraries() {
    return lib().resolve("native");
  }

  /** The Java run-time image. */
  Path runtime() {
    return lib().resolve("runtime");
  }

  Path java() {
    return runtime().resolve("bin/java");
  }
}
