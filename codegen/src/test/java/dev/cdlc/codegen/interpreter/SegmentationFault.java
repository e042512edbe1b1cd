package dev.cdlc.codegen.interpreter;

/** A program used memory that it does not have. */
final class SegmentationFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  SegmentationFault(long address) {
    super("at 0x" + Long.toHexString(address));
  }
}
