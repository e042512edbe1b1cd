package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.plan.MountAttribute;
import java.util.List;

/** The {@code struct mount_attr} of mount_setattr(2). */
final class Attributes {
  static final Operand BYTES = Operand.of(32);

  private static final Constant NONE = new Constant(0, "0");

  private Attributes() {}

  /** The attributes as fsmount(2) takes them. */
  static Constant bits(List<MountAttribute> attributes) {
    return Flags.or(
        attributes.stream()
            .map(attribute -> new Constant(attribute.bit(), "MOUNT_ATTR_" + attribute.name()))
            .toList());
  }

  static Address structure(Data data, List<MountAttribute> attributes) {
    return structure(data, attributes, NONE);
  }

  static Address structure(Data data, List<MountAttribute> attributes, Constant propagation) {
    return data.constant(
        new Part.Field("attr_set", Width.DOUBLE, bits(attributes)),
        new Part.Field(
            "attr_clr", Width.DOUBLE, setsTime(attributes) ? MountApi.MOUNT_ATTR__ATIME : NONE),
        new Part.Field("propagation", Width.DOUBLE, propagation),
        new Part.Field("userns_fd", Width.DOUBLE, NONE));
  }

  /** The access time settings exclude each other: the kernel wants the old one cleared. */
  private static boolean setsTime(List<MountAttribute> attributes) {
    return attributes.contains(MountAttribute.NOATIME)
        || attributes.contains(MountAttribute.STRICTATIME);
  }
}
