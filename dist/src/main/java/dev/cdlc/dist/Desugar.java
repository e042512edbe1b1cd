package dev.cdlc.dist;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacing of the call sites that an AOT cache cannot keep linked: pattern switches, and the
 * {@code equals} and {@code hashCode} of records. Each would spin a class at its first call, which
 * takes more than half a millisecond; lambdas and string concatenations are kept.
 */
final class Desugar {
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");

  private final ClassModel model;
  private final List<TypeSwitch> switches = new ArrayList<>();

  private Desugar(ClassModel model) {
    this.model = model;
  }

  /** The class in other words: its behaviour stays. */
  static byte[] desugar(ClassFile classFile, byte[] content) {
    var desugar = new Desugar(classFile.parse(content));
    CodeTransform code =
        (builder, element) -> {
          if (!(element instanceof InvokeDynamicInstruction site
              && desugar.replaces(site, builder))) {
            builder.with(element);
          }
        };
    return classFile.transformClass(
        desugar.model,
        ClassTransform.transformingMethodBodies(code)
            .andThen(
                ClassTransform.endHandler(
                    builder -> desugar.switches.forEach(typeSwitch -> typeSwitch.add(builder)))));
  }

  private boolean replaces(InvokeDynamicInstruction site, CodeBuilder code) {
    ClassDesc bootstrap = site.bootstrapMethod().owner();
    if (bootstrap.equals(SWITCHES) && TypeSwitch.isOnTypes(site)) {
      var typeSwitch = TypeSwitch.of(site, switches.size());
      switches.add(typeSwitch);
      code.invokestatic(
          model.thisClass().asSymbol(),
          typeSwitch.name(),
          typeSwitch.type(),
          model.flags().has(AccessFlag.INTERFACE));
      return true;
    }
    return bootstrap.equals(RECORDS)
        && RecordMethod.inline(site, model.thisClass().asSymbol(), code);
  }
}
