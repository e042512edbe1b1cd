package dev.cdlc.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum;
import dev.cdlc.codegen.program.Instruction;
import dev.cdlc.codegen.program.Instruction.Call;
import dev.cdlc.codegen.program.OnError;
import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Program;
import dev.cdlc.codegen.program.Syscall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodegenTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsLinux() {
    Native.assumePossible();
  }

  @Test
  void writesAndExits() throws Exception {
    Program program =
        new Program(
            "hello",
            List.of(write("text", 6), exit(Operand.of(7))),
            List.of(),
            List.of(text("text", "hello\n")));
    Native.Outcome outcome = Native.run(program, folder);
    assertThat(outcome.status()).isEqualTo(7);
    assertThat(outcome.output()).isEqualTo("hello\n");
  }

  @Test
  void forksAndWaits() throws Exception {
    Cell pid = new Cell("pid");
    Cell status = new Cell("status");
    int siginfoStatus = 24;
    Call clone =
        new Call(
            Syscall.CLONE3,
            List.of(new Operand.Address("clone_args", 0), Operand.of(64)),
            Optional.empty(),
            OnError.KEEP);
    Call wait =
        new Call(
            Syscall.WAITID,
            List.of(
                Operand.of(1),
                Operand.of(pid),
                new Operand.Address("siginfo", 0),
                Operand.of(4),
                Operand.of(0)),
            Optional.empty(),
            OnError.KEEP);
    Program program =
        new Program(
            "parent",
            List.of(
                new Instruction.Fork(
                    "child", clone, pid, List.of(write("text", 6), exit(Operand.of(42)))),
                wait,
                new Instruction.Load(
                    status,
                    Instruction.Width.WORD,
                    new Operand.Address("siginfo", 0),
                    Operand.of(siginfoStatus)),
                exit(Operand.of(status))),
            List.of(),
            List.of(
                text("text", "child\n"),
                new Datum(
                    "clone_args",
                    Datum.Kind.READ_ONLY,
                    List.of(new Datum.Part.Zero(32), number(17), new Datum.Part.Zero(24))),
                new Datum("siginfo", Datum.Kind.WRITABLE, List.of(new Datum.Part.Zero(128)))));
    Native.Outcome outcome = Native.run(program, folder);
    assertThat(outcome.status()).isEqualTo(42);
    assertThat(outcome.output()).isEqualTo("child\n");
  }

  private static Call write(String datum, int length) {
    return new Call(
        Syscall.WRITE,
        List.of(Operand.of(1), new Operand.Address(datum, 0), Operand.of(length)),
        Optional.empty(),
        OnError.KEEP);
  }

  private static Call exit(Operand status) {
    return new Call(Syscall.EXIT_GROUP, List.of(status), Optional.empty(), OnError.KEEP);
  }

  private static Datum text(String name, String value) {
    return new Datum(name, Datum.Kind.READ_ONLY, List.of(Datum.Part.Bytes.of(value)));
  }

  private static Datum.Part number(long value) {
    return new Datum.Part.Field(
        "exit_signal", Instruction.Width.DOUBLE, new Operand.Constant(value, "SIGCHLD"));
  }
}
