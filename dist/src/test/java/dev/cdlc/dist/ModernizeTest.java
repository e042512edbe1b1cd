package dev.cdlc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModernizeTest {
  private static final MethodTypeDesc INT_TO_INT =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  @Test
  void raisesOldClassesSoThatTheyVerify() throws Exception {
    byte[] raised = rewritten(classWithBranch("Old", ClassFile.JAVA_5_VERSION));

    assertThat(ClassFile.of().parse(raised).majorVersion()).isEqualTo(ClassFile.JAVA_8_VERSION);
    var absolute = new Loader().define(raised).getMethod("absolute", int.class);
    assertThat(absolute.invoke(null, -7)).isEqualTo(7);
  }

  @Test
  void leavesNewClassesByteForByte() {
    byte[] content = classWithBranch("New", ClassFile.JAVA_6_VERSION);

    assertThat(rewritten(content)).isEqualTo(content);
  }

  private static byte[] rewritten(byte[] content) {
    return new Modernize(List.of()).rewrite("Any.class", content);
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

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] content) {
      return defineClass(null, content, 0, content.length);
    }
  }
}
