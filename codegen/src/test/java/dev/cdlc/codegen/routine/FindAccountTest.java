package dev.cdlc.codegen.routine;

import static dev.cdlc.codegen.sequence.Conditions.failed;
import static dev.cdlc.codegen.sequence.Values.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.codegen.program.Operand;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.sequence.Data;
import dev.cdlc.codegen.sequence.Sequence;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindAccountTest {
  private static final String PASSWD =
      """
      root:x:0:0:root:/root:/bin/bash
      we:x:7:8::/:/bin/sh
      malformed
      short:x:9

      web:x:33:44:web server:/var/www:/usr/sbin/nologin
      webmaster:x:34:45::/:/bin/sh
      last:x:65534:65533::/:/bin/false""";

  /** Lines fall apart wherever a read ends. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 4096})
  void findsALineByItsWholeName(int pieceBytes) {
    assertThat(byName(pieceBytes, "web")).containsExactly("stdout=33", "stdout=44");
    assertThat(byName(pieceBytes, "we")).containsExactly("stdout=7", "stdout=8");
    assertThat(byName(pieceBytes, "last")).containsExactly("stdout=65534", "stdout=65533");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webm", "w", "x", "malformed", "short", "web:x"})
  void findsNoLineByPartOfAName(String name) {
    assertThat(byName(64, name)).containsExactly("stdout=none");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 4096})
  void findsALineByItsId(int pieceBytes) {
    assertThat(byId(pieceBytes, 34)).containsExactly("stdout=34", "stdout=45");
    assertThat(byId(pieceBytes, 0)).containsExactly("stdout=0", "stdout=0");
    assertThat(byId(pieceBytes, 9)).containsExactly("stdout=none");
    assertThat(byId(pieceBytes, 3)).containsExactly("stdout=none");
  }

  private static List<String> byName(int pieceBytes, String name) {
    return find(
        pieceBytes,
        (s, data) -> {
          FindAccount.byName(s, data.text("/etc/passwd"), data.text(name));
          return data.text("none");
        });
  }

  private static List<String> byId(int pieceBytes, long id) {
    return find(
        pieceBytes,
        (s, data) -> {
          FindAccount.byId(s, data.text("/etc/passwd"), value(id));
          return data.text("none");
        });
  }

  private static List<String> find(
      int pieceBytes, BiFunction<Sequence, Data, Operand.Address> search) {
    var kernel = new FewFiles(pieceBytes).with("/etc/passwd", PASSWD);
    RoutineRun.run(
        kernel,
        (s, data) -> {
          Operand none = search.apply(s, data);
          s.choose(
              failed(FindAccount.RESULT),
              missing -> missing.call(Syscall.WRITE, value(1), none, value(4)).orGoOn(),
              found -> {
                RoutineRun.show(found, data, value(FindAccount.ID));
                RoutineRun.show(found, data, value(FindAccount.GROUP));
              });
        });
    return kernel.told();
  }
}
