package dev.cdlc.plan;

import java.util.List;

/**
 * All that a container's executable does, in order: the supervisor's steps up to {@link
 * SupervisorAction.Clone}, the init's, and the supervisor's remaining ones. Steps of one actor keep
 * their order; those of different actors run side by side between clone and release, and from
 * {@link InitAction.Reap} on.
 *
 * @param container the container's name
 */
public record Plan(String container, List<Step> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }
}
