package dev.cdlc.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does a piece of work for each of many things, on all processors; results come in order. */
final class AllProcessors {
  /** How many things a thread takes at a time; so few are not worth a second thread. */
  private static final int BATCH = 16;

  /** How many batches for each processor may be done or waiting while an earlier one is not. */
  private static final int BATCHES_AHEAD = 4;

  private AllProcessors() {}

  /**
   * Works on all things.
   *
   * @param work called from any thread
   * @param taker called from this thread, in the order of the things
   */
  static <T, R> void forEach(List<T> things, Function<T, R> work, Consumer<R> taker) {
    int processors = Runtime.getRuntime().availableProcessors();
    if (processors == 1 || things.size() <= BATCH) {
      things.forEach(thing -> taker.accept(work.apply(thing)));
      return;
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      var ahead = new ArrayDeque<Future<List<R>>>();
      for (List<T> batch : batches(things)) {
        if (ahead.size() == processors * BATCHES_AHEAD) {
          results(ahead.removeFirst()).forEach(taker);
        }
        ahead.add(threads.submit(() -> batch.stream().map(work).toList()));
      }
      ahead.forEach(results -> results(results).forEach(taker));
    }
  }

  private static <T> List<List<T>> batches(List<T> things) {
    var batches = new ArrayList<List<T>>();
    for (int start = 0; start < things.size(); start += BATCH) {
      batches.add(things.subList(start, Math.min(start + BATCH, things.size())));
    }
    return batches;
  }

  private static <R> List<R> results(Future<List<R>> batch) {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }
}
