package dev.cdlc.compiler.diagnostic;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the bytes of a source as UTF-8. */
final class Decode {
  /** The largest source that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MARK_BYTES = 3;

  private final SourceId id;
  private final byte[] bytes;

  Decode(SourceId id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  Result<Source> source() {
    if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
      return Result.failed(List.of(utf16()));
    }
    if (bytes.length > MAX_BYTES) {
      return Result.failed(List.of(tooLarge()));
    }
    int start = startsWith(0xEF, 0xBB, 0xBF) ? MARK_BYTES : 0;
    var in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    var out = CharBuffer.allocate(bytes.length);
    var end = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (end.isError()) {
      return Result.failed(List.of(looksBinary() ? binary() : notUtf8(text, in.position())));
    }
    return Result.of(new Source(id, text), List.of());
  }

  private boolean startsWith(int... mark) {
    return bytes.length >= mark.length
        && IntStream.range(0, mark.length).allMatch(i -> bytes[i] == (byte) mark[i]);
  }

  /** As git and grep decide: text has no NUL. */
  private boolean looksBinary() {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private Diagnostic tooLarge() {
    return whole(Code.FILE_TOO_LARGE, "the file is larger than 1 MiB")
        .withHelp("is this the file you meant? if so, split it and `include` the parts");
  }

  private Diagnostic binary() {
    return whole(Code.BINARY_FILE, "the file is binary, not text")
        .withHelp("give the path of a .cdl file; `file " + id + "` tells what this one is");
  }

  private Diagnostic utf16() {
    return whole(Code.INVALID_UTF8, "the file is UTF-16, not UTF-8")
        .withHelp("save the file as UTF-8");
  }

  private Diagnostic notUtf8(String before, int position) {
    var valid = new Source(id, before);
    int line = valid.lineCount();
    int column = valid.column(valid.length());
    return whole(
            Code.INVALID_UTF8,
            "the byte 0x%02X at line %d, column %d is not valid UTF-8"
                .formatted(bytes[position], line, column))
        .withHelp("save the file as UTF-8");
  }

  private Diagnostic whole(Code code, String message) {
    return Diagnostic.of(code, new Span(id, 0, 0), message);
  }
}
