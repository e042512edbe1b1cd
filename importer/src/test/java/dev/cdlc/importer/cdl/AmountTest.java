package dev.cdlc.importer.cdl;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "1000,1000",
    "4096,4KiB",
    "536870912,512MiB",
    "8589934592,8GiB",
    "1099511627776,1TiB",
    "1000000000,1GB",
    "1500000,1500000",
    "1500001,1500001",
    "3000000,3MB",
    "18446744073709551614,18446744073709551614"
  })
  void writesSizesInTheLargestUnitThatHoldsThem(BigInteger bytes, String text) {
    assertThat(Amount.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "1,1ns",
    "1500,1500ns",
    "2000,2us",
    "10000000,10ms",
    "90000000000,90s",
    "60000000000,1m",
    "172800000000000,2d"
  })
  void writesTimesInTheLargestUnitThatHoldsThem(BigInteger nanos, String text) {
    assertThat(Amount.nanos(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "500,50%",
    "333,33.3%",
    "5,0.5%",
    "1000,1",
    "1500,1.5",
    "2125,2.125",
    "4000,4",
    "16000,16",
    "32000,3200%",
    "1,0.1%"
  })
  void writesCpusAsAReaderExpects(long thousandths, String text) {
    assertThat(Amount.cpu(thousandths)).isEqualTo(text);
  }
}
