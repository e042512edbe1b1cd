package dev.cdlc.compiler.model;

import dev.cdlc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A rule of an organisation's own: what containers must be, and must not.
 *
 * @param conditions it concerns those of which all hold
 * @param demands each of which has to be met; at least one
 * @param message what is said of a container that does not meet one
 * @param except patterns of the paths of files that it does not concern, from the project's folder
 */
public record Policy(
    Located<String> name,
    List<Condition> conditions,
    List<Demand> demands,
    Optional<Located<String>> message,
    Optional<Located<String>> help,
    Severity severity,
    List<Located<String>> except) {
  public Policy {
    conditions = List.copyOf(conditions);
    demands = List.copyOf(demands);
    except = List.copyOf(except);
  }

  /**
   * A condition that must hold, or must not.
   *
   * @param denied whether it must not
   */
  public record Demand(boolean denied, Condition condition) {}

  /**
   * What may hold of a container.
   *
   * @param values what it is compared with, as it is written; at least one
   * @param numbers the same as numbers, in the unit of the fact; none where it has none
   * @param text as the source has it, in one line
   */
  public record Condition(
      Fact fact, Operator operator, List<String> values, List<Long> numbers, String text) {
    public Condition {
      values = List.copyOf(values);
      numbers = List.copyOf(numbers);
    }
  }

  /** What kind of thing a fact is. */
  public enum Kind {
    SET,
    TEXT,
    NUMBER,
    SWITCH
  }

  /** How a fact is compared. */
  public enum Operator {
    /** One of the set is one of the values. */
    HAS,
    /** None of the set is one of the values. */
    LACKS,
    /** It is one of the values, or {@code set}, or {@code unset}. */
    IS,
    IS_NOT,
    ABOVE,
    BELOW
  }

  /** Something that can be asked of every container. */
  public enum Fact {
    /** The name of the container. */
    NAME(Kind.TEXT),
    /** The folder, image or archive of its root; {@code host} for the host's. */
    ROOT(Kind.TEXT),
    /** The capabilities that it can have. */
    CAP(Kind.SET),
    /** The namespaces of its own. */
    NS(Kind.SET),
    NET(Kind.TEXT),
    /** What of the host is bound. */
    BIND(Kind.SET),
    /** Where something is mounted. */
    MOUNT(Kind.SET),
    DEVICE(Kind.SET),
    /** The names of its environment variables. */
    ENV(Kind.SET),
    SYSCTL(Kind.SET),
    /** The keys of its annotations. */
    ANNOTATION(Kind.SET),
    APPARMOR(Kind.TEXT),
    SELINUX(Kind.TEXT),
    /** The user's id. */
    USER(Kind.NUMBER),
    /** The limit, in bytes. */
    MEMORY(Kind.NUMBER),
    /** The limit, in thousandths of a CPU. */
    CPU(Kind.NUMBER),
    PIDS(Kind.NUMBER),
    /** Whether the root is read-only. */
    READ_ONLY(Kind.SWITCH),
    NO_NEW_PRIVS(Kind.SWITCH);

    private final Kind kind;

    Fact(Kind kind) {
      this.kind = kind;
    }

    public Kind kind() {
      return kind;
    }
  }
}
