package dev.cdlc.runtime.registry;

/** Who is told how far a pull is. */
public interface PullListener {
  /** Whoever need not know. */
  PullListener NONE =
      new PullListener() {
        @Override
        public void expect(long bytes) {}

        @Override
        public void step(long bytes) {}

        @Override
        public void end() {}
      };

  /** There are so many bytes to fetch. */
  void expect(long bytes);

  /** So many more of them are here. */
  void step(long bytes);

  /** No more is fetched, be all here or not. */
  void end();
}
