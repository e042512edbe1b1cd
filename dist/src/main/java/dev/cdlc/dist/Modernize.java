package dev.cdlc.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The rewriting of classes that an AOT cache cannot hold as they are. Old ones are raised to
 * class-file version 52, stack maps included: caches leave out those below version 50, and picocli
 * and ASM are compiled to 49. Ours lose the call sites that would be linked anew at every start.
 */
final class Modernize {
  private static final int MAJOR_VERSION_OFFSET = 6;
  private static final String OURS = "dev/cdlc/";

  private final ClassFile classFile;

  /** Stack maps depend on the hierarchy of classes, which {@code jars} and the JDK hold. */
  Modernize(List<Path> jars) {
    var loader = new URLClassLoader(jars.stream().map(Modernize::url).toArray(URL[]::new));
    this.classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
  }

  /** Copies {@code jar}: byte for byte if it has none of those classes, else entry by entry. */
  void copy(Path jar, Path copy) throws IOException {
    try (var source = new JarFile(jar.toFile())) {
      List<JarEntry> entries = Collections.list(source.entries());
      boolean rewritten = false;
      for (JarEntry entry : entries) {
        rewritten |= isOurClass(entry) || isOldClass(entry, read(source, entry));
      }
      if (rewritten) {
        copyEntries(source, entries, copy);
      } else {
        Files.copy(jar, copy);
      }
    }
  }

  private void copyEntries(JarFile source, List<JarEntry> entries, Path copy) throws IOException {
    try (var target = new JarOutputStream(Files.newOutputStream(copy))) {
      for (JarEntry entry : entries) {
        byte[] content = read(source, entry);
        var copied = new JarEntry(entry.getName());
        copied.setTimeLocal(entry.getTimeLocal());
        target.putNextEntry(copied);
        target.write(rewrite(entry, content));
        target.closeEntry();
      }
    }
  }

  private byte[] rewrite(JarEntry entry, byte[] content) {
    if (isOurClass(entry)) {
      return Desugar.desugar(classFile, content);
    }
    return isOldClass(entry, content) ? raise(content) : content;
  }

  private static boolean isOurClass(JarEntry entry) {
    return entry.getName().startsWith(OURS) && entry.getName().endsWith(".class");
  }

  private static boolean isOldClass(JarEntry entry, byte[] content) {
    return entry.getName().endsWith(".class")
        && ByteBuffer.wrap(content).getShort(MAJOR_VERSION_OFFSET) < ClassFile.JAVA_6_VERSION;
  }

  private byte[] raise(byte[] content) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Passing each instruction through makes the stack maps be computed afresh.
    CodeTransform instructions = (builder, element) -> builder.with(element);
    return classFile.transformClass(
        classFile.parse(content),
        version.andThen(ClassTransform.transformingMethodBodies(instructions)));
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
