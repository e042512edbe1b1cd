package dev.cdlc.dist;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * What {@code ObjectMethods} links {@code equals} and {@code hashCode} of a record to, as
 * instructions: all components count, as the class Record has it.
 */
final class RecordMethod {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /** Any will do; this is the usual one. */
  private static final int HASH_FACTOR = 31;

  private RecordMethod() {}

  /** Puts the instructions in place of the call, whose operands are on the stack; false if none. */
  static boolean inline(InvokeDynamicInstruction site, ClassDesc self, CodeBuilder code) {
    List<DirectMethodHandleDesc> components =
        site.bootstrapArgs().stream()
            .filter(DirectMethodHandleDesc.class::isInstance)
            .map(DirectMethodHandleDesc.class::cast)
            .toList();
    switch (site.name().stringValue()) {
      case "equals" -> equals(code.pop2(), self, components);
      case "hashCode" -> hash(code.pop(), self, components);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void hash(
      CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> components) {
    code.iconst_0();
    for (DirectMethodHandleDesc component : components) {
      ClassDesc type = component.invocationType().returnType();
      code.bipush(HASH_FACTOR).imul();
      code.aload(0).getfield(self, component.methodName(), type);
      code.invokestatic(
          holder(type),
          "hashCode",
          MethodTypeDesc.of(CD_int, type.isPrimitive() ? type : CD_Object));
      code.iadd();
    }
  }

  private static void equals(
      CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> components) {
    Label differs = code.newLabel();
    Label end = code.newLabel();
    code.aload(1).instanceOf(self).ifeq(differs);
    for (DirectMethodHandleDesc component : components) {
      ClassDesc type = component.invocationType().returnType();
      code.aload(0).getfield(self, component.methodName(), type);
      code.aload(1).checkcast(self).getfield(self, component.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(holder(type), "compare", MethodTypeDesc.of(CD_int, type, type));
        code.ifne(differs);
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
        code.ifeq(differs);
      }
    }
    code.iconst_1().goto_(end).labelBinding(differs).iconst_0().labelBinding(end);
  }

  /** The class with the static methods for a type: its box, or Objects. */
  private static ClassDesc holder(ClassDesc type) {
    if (!type.isPrimitive()) {
      return OBJECTS;
    }
    return switch (TypeKind.from(type)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException("no component: " + type);
    };
  }
}
