package dev.cdlc.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Devices with which a container may not do the same as with all others. */
public sealed interface DeviceException {
  /** What is excepted, at least one. */
  List<Access> access();

  /** Those of a type with these numbers; all, where a number is missing. */
  record Numbered(Type type, Optional<Integer> major, Optional<Integer> minor, List<Access> access)
      implements DeviceException {
    public Numbered {
      access = access.stream().sorted().distinct().toList();
    }
  }

  /** The one that {@link SupervisorAction.LookUpDevice} looked up. */
  record Known(String path, List<Access> access) implements DeviceException {
    public Known {
      access = access.stream().sorted().distinct().toList();
    }
  }

  /** The types of devices, by the letters of mknod(1). */
  enum Type {
    CHARACTER("c"),
    BLOCK("b");

    private final String letter;

    Type(String letter) {
      this.letter = letter;
    }

    public String letter() {
      return letter;
    }
  }

  /** What may be done with a device, by the letters of the kernel's cgroup-v1/devices.rst. */
  enum Access {
    READ("r"),
    WRITE("w"),
    MKNOD("m");

    private final String letter;

    Access(String letter) {
      this.letter = letter;
    }
  }

  /** What the letters stand for, which are those of {@link #letters}. */
  static List<Access> access(String letters) {
    return Stream.of(Access.values()).filter(one -> letters.contains(one.letter)).toList();
  }

  /** As in {@code devices.allow}: {@code rwm}. */
  default String letters() {
    return access().stream().map(access -> access.letter).collect(Collectors.joining());
  }

  /** As in {@code devices.allow}: {@code c 136:* rwm}; or by its path. */
  default String text() {
    return switch (this) {
      case Numbered(var type, var major, var minor, _) ->
          "%s %s:%s %s".formatted(type.letter(), number(major), number(minor), letters());
      case Known(var path, _) -> path + " " + letters();
    };
  }

  private static String number(Optional<Integer> number) {
    return number.map(some -> Integer.toString(some)).orElse("*");
  }
}
