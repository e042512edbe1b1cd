package dev.cdlc.dist;

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
import java.nio.file.Path;
import java.util.List;

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

  /** The content that the entry of that name gets: as it is, if it is none of those classes. */
  byte[] rewrite(String name, byte[] content) {
    if (!name.endsWith(".class")) {
      return content;
    }
    if (name.startsWith(OURS)) {
      return Desugar.desugar(classFile, content);
    }
    return isOld(content) ? raise(content) : content;
  }

  private static boolean isOld(byte[] content) {
    return ByteBuffer.wrap(content).getShort(MAJOR_VERSION_OFFSET) < ClassFile.JAVA_6_VERSION;
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

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
