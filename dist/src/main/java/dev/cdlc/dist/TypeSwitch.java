package dev.cdlc.dist;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code SwitchBootstraps.typeSwitch} links a pattern switch to, as a method of the class that
 * holds the switch: the index of the first type, from the second argument on, that the first
 * argument has; the number of types if it has none; -1 for null.
 */
record TypeSwitch(String name, MethodTypeDesc type, List<ClassDesc> types) {
  /** Labels may also be strings, numbers and constants of enums. */
  static boolean isOnTypes(InvokeDynamicInstruction site) {
    return site.bootstrapMethod().methodName().equals("typeSwitch")
        && site.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
  }

  static TypeSwitch of(InvokeDynamicInstruction site, int number) {
    return new TypeSwitch(
        "typeSwitch$" + number,
        site.typeSymbol(),
        site.bootstrapArgs().stream().map(ClassDesc.class::cast).toList());
  }

  void add(ClassBuilder builder) {
    builder.withMethodBody(name, type, ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, this::body);
  }

  private void body(CodeBuilder code) {
    Label notNull = code.newLabel();
    Label none = code.newLabel();
    List<Label> starts = IntStream.range(0, types.size()).mapToObj(_ -> code.newLabel()).toList();
    code.aload(0).ifnonnull(notNull).iconst_m1().ireturn();
    code.labelBinding(notNull).iload(1).tableswitch(none, cases(starts));
    for (int i = 0; i < types.size(); i++) {
      Label next = code.newLabel();
      code.labelBinding(starts.get(i)).aload(0).instanceOf(types.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.labelBinding(none).loadConstant(types.size()).ireturn();
  }

  private static List<SwitchCase> cases(List<Label> starts) {
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      cases.add(SwitchCase.of(i, starts.get(i)));
    }
    return cases;
  }
}
