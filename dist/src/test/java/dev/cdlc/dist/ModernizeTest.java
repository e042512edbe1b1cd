package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModernizeTest {
  private static final MethodTypeDesc INT_TO_INT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  @TempDir private Path folder;

  @Test
  void raisesOldClassesSoThatTheyVerify() throws Exception {
    Path copy = copyOf(jarOf("Old", ClassFile.JAVA_5_VERSION));

    assertThat(majorVersion(copy, "Old")).isEqualTo(ClassFile.JAVA_8_VERSION);
    try (var loader = new URLClassLoader(new URL[] {copy.toUri().toURL()})) {
      var absolute = loader.loadClass("Old").getMethod("absolute", int.class);
      assertThat(absolute.invoke(null, -7)).isEqualTo(7);
    }
  }

  @Test
  void copiesJarsOfNewClassesByteForByte() throws Exception {
    Path jar = jarOf("New", ClassFile.JAVA_6_VERSION);

    assertThat(copyOf(jar)).hasSameBinaryContentAs(jar);
  }

  private Path copyOf(Path jar) throws IOException {
    Path copy = folder.resolve("copy.jar");
    new Modernize(List.of(jar)).copy(jar, copy);
    return copy;
  }

  private Path jarOf(String name, int majorVersion) throws IOException {
    Path path = folder.resolve(name + ".jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
      jar.putNextEntry(new JarEntry(name + ".class"));
      jar.write(classWithBranch(name, majorVersion));
      jar.closeEntry();
    }
    return path;
  }

  /** {@code static int absolute(int)}: its branch needs a stack map from version 51 on. */
  private static byte[] classWithBranch(String name, int majorVersion) {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of(name),
            type ->
                type.withVersion(majorVersion, 0)
                    .withFlags(ClassFile.ACC_PUBLIC)
                    .withMethodBody(
                        "absolute",
                        INT_TO_INT,
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> {
                          Label negative = code.newLabel();
                          code.iload(0).iflt(negative).iload(0).ireturn();
                          code.labelBinding(negative).iload(0).ineg().ireturn();
                        }));
  }

  private static int majorVersion(Path path, String name) throws IOException {
    try (var jar = new JarFile(path.toFile());
        var content = jar.getInputStream(jar.getJarEntry(name + ".class"))) {
      return ClassFile.of().parse(content.readAllBytes()).majorVersion();
    }
  }
}
