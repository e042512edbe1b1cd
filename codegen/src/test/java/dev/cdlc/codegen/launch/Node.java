package dev.cdlc.codegen.launch;

/** A file of {@link LaunchHost}. */
final class Node {
  static final int FOLDER = 0x4000;
  static final int REGULAR = 0x8000;
  static final int LINK = 0xa000;
  static final int FIFO = 0x1000;

  final long inode;
  int type;
  long owner;
  int permissions;
  int names = 1;
  long device = 0x801;
  long changed = 1_000_000_000L;
  int changedNanoseconds = 500;
  long modified = 900_000_000L;
  int modifiedNanoseconds = 700;
  byte[] content = {};

  Node(long inode, int type, long owner, int permissions) {
    this.inode = inode;
    this.type = type;
    this.owner = owner;
    this.permissions = permissions;
  }

  /** As the compiler would have seen it. */
  Seen.State state() {
    return new Seen.State(
        device,
        inode,
        content.length,
        new Seen.Time(changed, changedNanoseconds),
        new Seen.Time(modified, modifiedNanoseconds));
  }
}
