package dev.cdlc.codegen.seccomp;

import dev.cdlc.plan.Errno;
import dev.cdlc.plan.SeccompAction;
import dev.cdlc.plan.SeccompFilter;
import dev.cdlc.plan.SeccompFilter.Rule;
import dev.cdlc.plan.SyscallAbi;
import dev.cdlc.plan.SyscallTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a filter does with each call of an ABI, by its number. Programs try a new call and fall back
 * to older ones if it fails with ENOSYS, but give up if it fails otherwise. So that is the answer
 * to a call that a filter which lets nothing pass unsaid cannot have known: to a number that no
 * call of the table has, and to a call that is newer than all that the filter names.
 */
final class Rulings {
  /**
   * All ABIs number alike from here on, in the order in which the calls came: pidfd_send_signal of
   * Linux 5.1.
   */
  private static final int FIRST_IN_ORDER = 424;

  /** x32 has old calls here, and ARM beyond. */
  private static final int LAST_IN_ORDER = 511;

  private static final SeccompAction NOT_THERE = new SeccompAction.Deny(Errno.ENOSYS.number());

  private final SeccompFilter filter;

  /** For a call that no rule names. */
  private final Ruling otherwise;

  private final Ruling unknown;

  Rulings(SeccompFilter filter) {
    this.filter = filter;
    otherwise = new Ruling.Always(filter.defaultAction());
    unknown = filter.defaultAction().lets() ? otherwise : new Ruling.Always(NOT_THERE);
  }

  /** For a number that no call has. */
  Ruling unknown() {
    return unknown;
  }

  /** For the numbers of all calls that the ABI has, without the ABI's bit. */
  NavigableMap<Integer, Ruling> known(SyscallAbi abi) {
    Map<Integer, List<Rule>> said = said(abi);
    int newest = said.keySet().stream().filter(Rulings::isInOrder).reduce(0, Math::max);
    NavigableMap<Integer, Ruling> known = new TreeMap<>();
    for (int number : SyscallTable.numbers(abi).values()) {
      boolean isNewer = isInOrder(number) && number > newest;
      known.put(number, isNewer ? unknown : ruling(said.getOrDefault(number, List.of())));
    }
    return known;
  }

  private Map<Integer, List<Rule>> said(SyscallAbi abi) {
    Map<String, Integer> numbers = SyscallTable.numbers(abi);
    Map<Integer, List<Rule>> said = new HashMap<>();
    for (Rule rule : filter.rules()) {
      for (String name : rule.names()) {
        Integer number = numbers.get(name);
        if (number != null) {
          said.computeIfAbsent(number, _ -> new ArrayList<>()).add(rule);
        }
      }
    }
    return said;
  }

  private static boolean isInOrder(int number) {
    return number >= FIRST_IN_ORDER && number <= LAST_IN_ORDER;
  }

  /**
   * What all rules that name a call say together; those that say what is done anyway add nothing.
   */
  private Ruling ruling(List<Rule> said) {
    List<Ruling.Branch> branches = new ArrayList<>();
    for (Rule rule : said) {
      if (!rule.action().equals(filter.defaultAction())) {
        if (rule.tests().isEmpty()) {
          return new Ruling.Always(rule.action());
        }
        branches.add(new Ruling.Branch(rule.tests(), rule.action()));
      }
    }
    return branches.isEmpty() ? otherwise : new Ruling.Depends(branches, filter.defaultAction());
  }
}
