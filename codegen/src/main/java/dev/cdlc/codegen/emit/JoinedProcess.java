package dev.cdlc.codegen.emit;

import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Instruction.Width;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.plan.SupervisorAction.OpenProcess;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an executable has of the process that it joins: nothing but data, each by its own name and
 * of the same length whatever the process. So it can be made before the process is there.
 */
public record JoinedProcess(OpenProcess process) {
  static final String NUMBERS = "joined_numbers";
  static final String STAT = "joined_stat";
  static final String WHAT = "joined_what";
  static final int PID = 0;
  static final int START_TIME = 8;

  private static final int NUMBERS_BYTES = 16;
  private static final int TEXT_BYTES = 48;

  void place(Data data) {
    data.constant(
        NUMBERS,
        List.of(
            new Part.Field("pid", Width.DOUBLE, new Constant(process.pid(), "")),
            new Part.Field("startTime", Width.DOUBLE, new Constant(process.startTime(), ""))));
    data.constant(STAT, padded(stat()));
    data.constant(WHAT, padded(what()));
  }

  private static List<Part> padded(String text) {
    return List.of(Part.Bytes.of(text), new Part.Zero(TEXT_BYTES - text.length()));
  }

  private String stat() {
    return "/proc/%d/stat".formatted(process.pid());
  }

  private String what() {
    return "cannot join process " + process.pid();
  }

  /**
   * Lets an executable join this process in the place of another.
   *
   * @throws IllegalArgumentException if it does not join the other
   */
  public byte[] inPlaceOf(JoinedProcess other, byte[] executable) {
    byte[] changed = executable.clone();
    replace(other.numbers(), numbers(), changed);
    replace(bytes(other.stat()), bytes(stat()), changed);
    replace(bytes(other.what()), bytes(what()), changed);
    return changed;
  }

  private static void replace(byte[] sought, byte[] other, byte[] executable) {
    String content = new String(executable, StandardCharsets.ISO_8859_1);
    String text = new String(sought, StandardCharsets.ISO_8859_1);
    int start = content.indexOf(text);
    if (start < 0 || content.indexOf(text, start + 1) >= 0) {
      throw new IllegalArgumentException("the executable does not say once what it joins");
    }
    System.arraycopy(other, 0, executable, start, other.length);
  }

  private byte[] numbers() {
    return ByteBuffer.allocate(NUMBERS_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(process.pid())
        .putLong(process.startTime())
        .array();
  }

  private static byte[] bytes(String text) {
    return ByteBuffer.allocate(TEXT_BYTES).put(text.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
