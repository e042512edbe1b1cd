package dev.cdlc.compiler.diff;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says what a change of one value does; one of the two is there. */
interface Judge {
  Effect of(Optional<String> before, Optional<String> after);

  /** Where less is what widens. */
  default Judge reversed() {
    return (before, after) -> of(after, before);
  }

  Judge NEUTRAL = (_, _) -> Effect.NEUTRAL;

  /** What is there lets something through. What another one lets through cannot be compared. */
  Judge GRANT = (_, after) -> after.isPresent() ? Effect.WIDENS : Effect.NARROWS;

  /** What is there holds something back. What another one holds back cannot be compared. */
  Judge WALL = (before, after) -> before.isEmpty() ? Effect.NARROWS : Effect.WIDENS;

  /** A number that must not be passed; none, or a negative one, is no limit. */
  Judge LIMIT = (before, after) -> effect(limit(after).compareTo(limit(before)));

  /** A share, a weight or a guarantee: more of it is more. */
  Judge SHARE = (before, after) -> effect(share(after).compareTo(share(before)));

  /** A flag that, on, holds something back. */
  Judge GUARD = (_, after) -> after.equals(Optional.of("true")) ? Effect.NARROWS : Effect.WIDENS;

  /** A flag that, on, lets something through. */
  Judge LICENCE = (_, after) -> after.equals(Optional.of("true")) ? Effect.WIDENS : Effect.NARROWS;

  /** 0 is a user or group that more is open to. */
  Judge ID =
      (before, after) ->
          after.equals(Optional.of("0"))
              ? Effect.WIDENS
              : before.equals(Optional.of("0")) ? Effect.NARROWS : Effect.NEUTRAL;

  /** More sets of a capability are more. */
  Judge SETS = (before, after) -> effect(Integer.compare(words(after), words(before)));

  /** How hard a soft and a hard limit are. */
  Judge SOFT_AND_HARD = Judge::softAndHard;

  /** From that which passes nothing on. */
  List<String> PROPAGATIONS =
      List.of(
          "",
          "unbindable",
          "runbindable",
          "private",
          "rprivate",
          "slave",
          "rslave",
          "shared",
          "rshared");

  /** How a mount of the host's may change under a container. */
  Judge PROPAGATION =
      (before, after) ->
          effect(
              Integer.compare(
                  PROPAGATIONS.indexOf(after.orElse("")), PROPAGATIONS.indexOf(before.orElse(""))));

  /** How a mount is bound. */
  Judge MOUNT = MountJudge::of;

  private static Effect effect(int more) {
    return more > 0 ? Effect.WIDENS : more < 0 ? Effect.NARROWS : Effect.NEUTRAL;
  }

  /** A device rule denies or allows, and stands among others in order. */
  Judge DEVICE_RULE =
      (before, after) ->
          after.equals(Optional.of("allow=false")) || before.equals(Optional.of("allow=true"))
              ? Effect.NARROWS
              : Effect.WIDENS;

  /** A fresh namespace is a wall, and so is none that is shared with others. */
  Judge NAMESPACE = (before, after) -> isFresh(after) ? Effect.NARROWS : Effect.WIDENS;

  private static boolean isFresh(Optional<String> namespace) {
    return namespace.equals(Optional.of(""));
  }

  private static BigInteger limit(Optional<String> value) {
    BigInteger number = value.map(BigInteger::new).orElse(BigInteger.ONE.negate());
    return number.signum() < 0 ? BigInteger.TWO.pow(Long.SIZE) : number;
  }

  private static BigInteger share(Optional<String> value) {
    return value.map(BigInteger::new).orElse(BigInteger.ZERO);
  }

  private static int words(Optional<String> value) {
    return value.map(text -> text.split(" ", -1).length).orElse(0);
  }

  private static Effect softAndHard(Optional<String> before, Optional<String> after) {
    Effect hard = limitOf("hard").of(before, after);
    Effect soft = limitOf("soft").of(before, after);
    return hard.compareTo(soft) < 0 ? hard : soft;
  }

  /** One of several properties of an object, which is a limit. */
  static Judge limitOf(String name) {
    return (before, after) -> LIMIT.of(field(before, name + "="), field(after, name + "="));
  }

  private static Optional<String> field(Optional<String> value, String name) {
    return value.stream()
        .flatMap(text -> Arrays.stream(text.split(" ", -1)))
        .filter(word -> word.startsWith(name))
        .map(word -> word.substring(name.length()))
        .findFirst();
  }
}
