package dev.cdlc.runtime.root;

/** Who is told how far unpacking is. */
public interface UnpackListener {
  /** Whoever need not know. */
  UnpackListener NONE =
      new UnpackListener() {
        @Override
        public void expect(long bytes) {}

        @Override
        public void step(long bytes) {}

        @Override
        public void end() {}

        @Override
        public void leftOut(int devices) {}
      };

  /** There are so many bytes of archives to read. */
  void expect(long bytes);

  /** So many more of them are read; called by another thread. */
  void step(long bytes);

  /** No more is read, be all unpacked or not. */
  void end();

  /** So many device nodes are left out, since the caller may make none. */
  void leftOut(int devices);
}
