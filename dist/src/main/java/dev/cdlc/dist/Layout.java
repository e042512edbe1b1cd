package dev.cdlc.dist;

import java.nio.file.Path;

/** The folder that a user unpacks: {@code bin/cdlc} and what it needs. */
record Layout(Path root) {
  Path bin() {
    return root.resolve("bin");
  }

  /** The name that engines call the OCI runtime by: a link to {@code cdlc}. */
  Path runtimeName() {
    return bin().resolve("cdl-runtime");
  }

  /** The jars, the flags of the JVM and the AOT cache. */
  Path lib() {
    return root.resolve("lib");
  }

  /** What is started; it has the resources, and names the jar of the classes. */
  Path jar() {
    return lib().resolve("cdlc.jar");
  }

  Path classes() {
    return lib().resolve("classes.jar");
  }

  /** The licences of what others wrote, but for the Java run-time image, which has its own. */
  Path legal() {
    return lib().resolve("legal");
  }

  Path jvmOptions() {
    return lib().resolve("jvm.options");
  }

  Path aotCache() {
    return lib().resolve("cdlc.aot");
  }

  /** Beside the folder, for whoever builds it: what the JVM said when the cache was made. */
  Path aotLog() {
    return root.resolveSibling("aot-log");
  }

  /** Where the launcher tells the JVM to look for libraries that are no part of it. */
  Path nativeLibraries() {
    return lib().resolve("native");
  }

  /** What the launch script becomes for {@code cdlc run}. */
  Path launcher() {
    return lib().resolve("cdlc-launch");
  }

  /** What it becomes for {@code cdlc oci}. */
  Path ociLauncher() {
    return lib().resolve("oci-launch");
  }

  /** Man pages and completions, at their places below a prefix such as {@code /usr/local}. */
  Path share() {
    return root.resolve("share");
  }

  /** The pages of a section. */
  Path manual(int section) {
    return share().resolve("man/man" + section);
  }

  /** The Java run-time image. */
  Path runtime() {
    return lib().resolve("runtime");
  }

  Path java() {
    return runtime().resolve("bin/java");
  }
}
