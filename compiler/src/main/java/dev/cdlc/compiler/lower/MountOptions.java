package dev.cdlc.compiler.lower;

import dev.cdlc.plan.InitAction.FsOption;
import dev.cdlc.plan.MountAttribute;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The options of one mount, split by which system call takes them: attributes go to fsmount(2) or
 * mount_setattr(2), parameters to fsconfig(2). Where options contradict each other, the later one
 * holds.
 */
final class MountOptions {
  private Optional<MountOption.Bind> bind = Optional.empty();
  private Optional<MountOption.Propagate> propagation = Optional.empty();
  private Optional<MountOption.MapIds> mapIds = Optional.empty();
  private boolean copyUp;
  private final EnumSet<MountAttribute> attributes = EnumSet.noneOf(MountAttribute.class);
  private final List<FsOption> parameters = new ArrayList<>();

  MountOptions(List<String> words) {
    for (String word : words) {
      apply(MountOption.of(word));
    }
  }

  private void apply(MountOption option) {
    switch (option) {
      case MountOption.Set(var attribute) -> set(attribute);
      case MountOption.Clear(var attribute) -> attributes.remove(attribute);
      case MountOption.Relatime() -> clearAccessTimes();
      case MountOption.Bind asked -> bind = Optional.of(asked);
      case MountOption.Propagate asked -> propagation = Optional.of(asked);
      case MountOption.MapIds asked -> mapIds = Optional.of(asked);
      case MountOption.CopyUp() -> copyUp = true;
      case MountOption.Nothing(), MountOption.Beyond _ -> {}
      case MountOption.Parameter(var parameter) -> parameters.add(parameter);
    }
  }

  private void set(MountAttribute attribute) {
    if (attribute == MountAttribute.NOATIME || attribute == MountAttribute.STRICTATIME) {
      clearAccessTimes();
    }
    attributes.add(attribute);
  }

  private void clearAccessTimes() {
    attributes.remove(MountAttribute.NOATIME);
    attributes.remove(MountAttribute.STRICTATIME);
  }

  Optional<MountOption.Bind> bind() {
    return bind;
  }

  Optional<MountOption.MapIds> mapIds() {
    return mapIds;
  }

  /** Whether a copy of what it covers is in it. */
  boolean copyUp() {
    return copyUp;
  }

  Optional<MountOption.Propagate> propagation() {
    return propagation;
  }

  List<MountAttribute> attributes() {
    return List.copyOf(attributes);
  }

  /**
   * For a new file system, which is itself read-only if its first mount is; see mount(2). One that
   * is to be filled cannot be.
   */
  List<FsOption> parameters() {
    List<FsOption> all = new ArrayList<>(parameters);
    if (attributes.contains(MountAttribute.RDONLY) && !copyUp) {
      all.addFirst(new FsOption("ro", Optional.empty()));
    }
    return all;
  }
}
