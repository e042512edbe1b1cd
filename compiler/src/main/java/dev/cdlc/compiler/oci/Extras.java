package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.model.Device;
import dev.cdlc.compiler.model.Isolation;
import dev.cdlc.compiler.model.Landlock;
import dev.cdlc.compiler.model.Lifecycle;
import dev.cdlc.compiler.model.Root;
import dev.cdlc.compiler.model.User;
import dev.cdlc.compiler.model.UserIds;
import dev.cdlc.plan.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a container asks for and config.json cannot say.
 *
 * @param container the container's name
 * @param folder the absolute path that config.json's relative paths start from
 * @param root the root, where it is more than the folder that config.json names; its paths are as
 *     in config.json
 * @param dispensable destinations of mounts that are passed over where the host has nothing there
 * @param passedEnvironment names of variables whose values are the caller's at run time
 * @param requiredCapabilities capabilities that the container must have; others may be left out
 *     where the host lacks them
 * @param user the user, where config.json's numbers do not say all: names, or the group that the
 *     image gives
 * @param hostDevices devices that the host decides what they are
 * @param fileRules the files that the command may reach, if not all
 * @param isolation what the container shares; most of it is config.json's
 * @param supervision how the command is looked after, and how it is ended
 * @param skippable JSON pointers of values that are left out, with one note, where the host cannot
 *     give them; the others must hold
 * @param lifecycle what happens around the container; its hooks and annotations are config.json's
 */
public record Extras(
    String container,
    String folder,
    Optional<Root> root,
    List<String> dispensable,
    List<String> passedEnvironment,
    List<Capability> requiredCapabilities,
    Optional<User> user,
    List<Device.OfHost> hostDevices,
    Optional<FileRules> fileRules,
    Isolation isolation,
    Supervision supervision,
    List<String> skippable,
    Lifecycle lifecycle) {
  private static final Isolation NO_ISOLATION =
      new Isolation(
          Optional.empty(),
          UserIds.UNSAID,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  private static final Lifecycle NO_LIFECYCLE =
      new Lifecycle(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public Extras {
    if (!folder.startsWith("/")) {
      throw new IllegalArgumentException("folder must be absolute: " + folder);
    }
    dispensable = List.copyOf(dispensable);
    passedEnvironment = List.copyOf(passedEnvironment);
    requiredCapabilities = List.copyOf(requiredCapabilities);
    hostDevices = List.copyOf(hostDevices);
    skippable = List.copyOf(skippable);
  }

  /**
   * Nothing: for a config.json that no statements asked for.
   *
   * @param folder the absolute path of its bundle
   */
  public static Extras none(String container, String folder) {
    return new Extras(
        container,
        folder,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        NO_ISOLATION,
        new Supervision(Optional.empty(), Optional.empty(), Optional.empty()),
        List.of(),
        NO_LIFECYCLE);
  }

  /**
   * What {@code landlock} says.
   *
   * @param dispensable whether the container runs, with a note, where the kernel has no Landlock
   */
  public record FileRules(List<Landlock.Beneath> rules, boolean dispensable) {
    public FileRules {
      rules = List.copyOf(rules);
    }

    /** Where the annotations of all rules stand in config.json, or its beginning. */
    public static final String POINTER = AnnotationSection.pointer(AnnotationSection.LANDLOCK);

    /** Where the annotation of a rule stands in config.json. */
    public static String pointer(Landlock.Beneath rule) {
      return AnnotationSection.pointer(AnnotationSection.LANDLOCK + "." + rule.path());
    }
  }

  /**
   * What {@code init}, {@code stop-signal} and {@code stop-timeout} say.
   *
   * @param stopSignal a signal's number
   */
  public record Supervision(
      Optional<Boolean> init, Optional<Integer> stopSignal, Optional<Duration> stopTimeout) {}

  /** Where the annotation of a device of the host stands in config.json. */
  public static String pointer(Device.OfHost device) {
    return AnnotationSection.pointer(AnnotationSection.DEVICE + "." + device.path());
  }

  /** The same of a container of another name. */
  public Extras named(String name) {
    return new Extras(
        name,
        folder,
        root,
        dispensable,
        passedEnvironment,
        requiredCapabilities,
        user,
        hostDevices,
        fileRules,
        isolation,
        supervision,
        skippable,
        lifecycle);
  }

  /**
   * The same where a command has more than config.json says.
   *
   * @param of whom it runs as, where the numbers do not say all
   * @param passed names of variables whose values are the caller's at run time
   */
  public Extras ofCommand(Optional<User> of, List<String> passed) {
    return new Extras(
        container,
        folder,
        root,
        dispensable,
        passed,
        requiredCapabilities,
        of,
        hostDevices,
        fileRules,
        isolation,
        supervision,
        skippable,
        lifecycle);
  }

  /** Whether the root is the host's own tree, read-only throughout. */
  public boolean hostRoot() {
    return root.filter(Root.Host.class::isInstance).isPresent();
  }

  /** What the root has to be made of first. */
  public Optional<Root.Prepared> preparedRoot() {
    return root.filter(Root.Prepared.class::isInstance).map(Root.Prepared.class::cast);
  }

  /** The folder that the root lies over, and where changes to it are kept. */
  public Optional<Root.Overlay> overlay() {
    return root.filter(Root.Overlay.class::isInstance).map(Root.Overlay.class::cast);
  }

  /** A path of config.json as an absolute one. */
  public String resolve(String path) {
    return BundlePath.resolve(folder, path);
  }
}
