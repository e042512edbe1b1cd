package dev.cdlc.compiler.check.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.check.value.Reading.Refusal;
import dev.cdlc.compiler.check.value.Reading.Value;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.User;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "64KiB, 65536",
    "512MiB, 536870912",
    "1GiB, 1073741824",
    "2TiB, 2199023255552",
    "1kB, 1000",
    "1MB, 1000000",
    "1GB, 1000000000",
    "1TB, 1000000000000",
    "8388607TiB, 9223370937343148032",
    "9223372036854775807, 9223372036854775807",
  })
  void readsSizes(String text, long bytes) {
    assertThat(ByteSize.read(text)).isEqualTo(new Value<>(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "512m, 512MiB|512MB",
    "512M, 512MiB|512MB",
    "1g, 1GiB|1GB",
    "1gb, 1GiB|1GB",
    "64k, 64KiB|64kB",
    "64KB, 64KiB|64kB",
    "1.5g, 1.5GiB|1.5GB",
    "512mib, 512MiB",
    "512Mi, 512MiB",
    "4096b, 4096",
    "1.5GiB, 1536MiB",
    "0.5MB, 500kB",
    "1.0GiB, 1GiB",
    "1.000001MB, 1000001",
    "1.3GiB, ''",
    "1.5, ''",
    "10%, ''",
    "-1, ''",
    "abc, ''",
    "'', ''",
    ".5GiB, ''",
    "1_000, ''",
    "5.GiB, ''",
  })
  void refusesSizes(String text, String rewrites) {
    refuses(ByteSize.read(text), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8388608TiB", "9223372036854775808", "99999999999999999999GiB"})
  void refusesSizesBeyondALong(String text) {
    refuses(ByteSize.read(text), Code.OUT_OF_RANGE, "");
  }

  @ParameterizedTest
  @CsvSource({
    "50%, 500",
    "0.1%, 1",
    "12.50%, 125",
    "100%, 1000",
    "1, 1000",
    "1.5, 1500",
    "0.001, 1",
    "1.5000, 1500",
    "1500m, 1500",
    "8192, 8192000",
    "0, 0",
  })
  void readsAmountsOfCpu(String text, long thousandths) {
    assertThat(CpuAmount.read(text)).isEqualTo(new Value<>(thousandths));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half", "", "33.33%", "0.0001", "1.5m", "2cpus", "-1", "50 %", "1e3"})
  void refusesAmountsOfCpu(String text) {
    refuses(CpuAmount.read(text), Code.WRONG_TYPE, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8193", "819201%", "8192001m", "99999999999999999999"})
  void refusesMoreCpusThanLinuxKnows(String text) {
    refuses(CpuAmount.read(text), Code.OUT_OF_RANGE, "");
  }

  @ParameterizedTest
  @CsvSource({
    "1ns, 1",
    "500us, 500000",
    "10ms, 10000000",
    "5s, 5000000000",
    "1m30s, 90000000000",
    "1h, 3600000000000",
    "2d, 172800000000000",
    "1d2h3m4s5ms6us7ns, 93784005006007",
    "106751d, 9223286400000000000",
  })
  void readsTimes(String text, long nanos) {
    assertThat(TimeSpan.read(text)).isEqualTo(new Value<>(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100ms|100us",
    "1.5s, 1500ms",
    "1m1.5s, 1m1500ms",
    "0.5ns, ''",
    "30s1m, ''",
    "1s1s, ''",
    "5µs, 5us",
    "5sec, 5s",
    "5min, 5m",
    "5x, ''",
    "s, ''",
    "'', ''",
    "-1s, ''",
  })
  void refusesTimes(String text, String rewrites) {
    refuses(TimeSpan.read(text), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @ValueSource(strings = {"106752d", "99999999999999999999s", "106751d24h"})
  void refusesTimesBeyondALong(String text) {
    refuses(TimeSpan.read(text), Code.OUT_OF_RANGE, "");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "00, 0", "022, 18", "0027, 23", "0777, 511"})
  void readsModes(String text, int mode) {
    assertThat(FileMode.read(text, 0777)).isEqualTo(new Value<>(mode));
  }

  @ParameterizedTest
  @CsvSource({"27, 027", "755, 0755", "0o27, 027", "08, ''", "rwx, ''", "'', ''", "0x1f, ''"})
  void refusesModes(String text, String rewrites) {
    refuses(FileMode.read(text, 0777), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01000", "07777", "0777777777777"})
  void refusesModesThatAreTooLarge(String text) {
    refuses(FileMode.read(text, 0777), Code.OUT_OF_RANGE, "");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "128, 128", "0x80, 128", "0xFf, 255", "1000, 1000"})
  void readsWholeNumbers(String text, long number) {
    assertThat(WholeNumber.read(text, 1, 1000)).isEqualTo(new Value<>(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.0", "0x", "0xg", "12a", "+1", "\u0661"})
  void refusesWhatIsNoWholeNumber(String text) {
    refuses(WholeNumber.read(text, 1, 1000), Code.WRONG_TYPE, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "0x3e9", "99999999999999999999", "0xffffffffffffffffffff"})
  void refusesNumbersOutOfRange(String text) {
    refuses(WholeNumber.read(text, 1, 1000), Code.OUT_OF_RANGE, "");
  }

  @ParameterizedTest
  @CsvSource({"on, true", "off, false"})
  void readsSwitches(String text, boolean value) {
    assertThat(Toggle.read(text)).isEqualTo(new Value<>(value));
  }

  @ParameterizedTest
  @CsvSource({"true, on", "Yes, on", "1, on", "ON, on", "no, off", "0, off", "maybe, ''"})
  void refusesOtherWordsForSwitches(String text, String rewrites) {
    refuses(Toggle.read(text), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @CsvSource({"-1, unlimited", "max, unlimited", "infinity, unlimited", "none, ''"})
  void offersUnlimited(String text, String rewrites) {
    refuses(Limit.read(text, ByteSize::read), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @CsvSource({"/, /", "/a, /a", "/a/, /a", "//a///b/, /a/b", "/./a/., /a", "/a/...b, /a/...b"})
  void normalisesPathsInTheContainer(String text, String path) {
    assertThat(ContainerPath.read(text)).isEqualTo(new Value<>(path));
  }

  @ParameterizedTest
  @CsvSource({"srv, /srv", "./srv, ''", "~/x, ''", "'', ''", "/a/../b, ''", "/.., ''"})
  void refusesPathsThatAreNotAbsolute(String text, String rewrites) {
    refuses(ContainerPath.read(text), Code.WRONG_TYPE, rewrites);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "web",
        "web-1",
        "a23456789-123456789-123456789-123456789-123456789-123456789-123"
      })
  void readsNames(String text) {
    assertThat(Name.read(text)).isEqualTo(new Value<>(text));
  }

  @ParameterizedTest
  @CsvSource({
    "Web, web",
    "web_1, web-1",
    "web.example, web-example",
    "1web, ''",
    "-web, ''",
    "'', ''",
    "wéb, ''",
    "a23456789-123456789-123456789-123456789-123456789-123456789-1234, ''",
  })
  void refusesNames(String text, String rewrites) {
    refuses(Name.read(text), Code.INVALID_NAME, rewrites);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000", "0, 0", "4294967294, 4294967294"})
  void readsIds(String text, long id) {
    assertThat(Owner.read(text)).isEqualTo(new Value<>(new User.Id.Numeric(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-x", "a:b", "9x", "a/b", "a,b"})
  void refusesWhatIsNeitherIdNorName(String text) {
    refuses(Owner.read(text), Code.WRONG_TYPE, "");
  }

  private static void refuses(Reading<?> reading, Code code, String rewrites) {
    assertThat(reading).isInstanceOf(Refusal.class);
    var refusal = (Refusal<?>) reading;
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.rewrites())
        .isEqualTo(rewrites.isEmpty() ? List.of() : List.of(rewrites.split("\\|", -1)));
    assertThat(refusal.help()).isNotBlank();
  }
}
