package dev.cdlc.compiler.check.value;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.model.Subnet;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Ranges of addresses: {@code 10.88.7.0/24}, {@code fd00:88:7::/64}. */
public final class SubnetText {
  private static final String FORM = "write ADDRESS/LENGTH, as in 10.88.7.0/24";

  /** The network itself and its gateway take two addresses; a container needs one more. */
  private static final int LEAST_HOST_BITS = 2;

  private SubnetText() {}

  public static Reading<Subnet> read(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? Reading.wrong("`" + text + "` is no range of addresses", FORM)
        : IpAddress.read(text.substring(0, slash))
            .map(address -> subnet(text, address, text.substring(slash + 1)))
            .orElseGet(
                () -> Reading.wrong("`" + text.substring(0, slash) + "` is not an address", FORM));
  }

  private static Reading<Subnet> subnet(String text, InetAddress address, String length) {
    int bits = address.getAddress().length * Byte.SIZE;
    return Digits.only(length)
        ? WholeNumber.read(length, 1, bits - LEAST_HOST_BITS)
            .then(prefix -> subnet(text, address, bits, prefix.intValue()))
        : Reading.wrong("`" + length + "` is not the length of a prefix", FORM);
  }

  private static Reading<Subnet> subnet(String text, InetAddress address, int bits, int length) {
    var number = new BigInteger(1, address.getAddress());
    BigInteger first = number.shiftRight(bits - length).shiftLeft(bits - length);
    if (first.equals(number)) {
      return new Reading.Value<>(new Subnet(text, bits, first, length));
    }
    String range = text(first, bits) + "/" + length;
    return new Reading.Refusal<>(
        Code.WRONG_TYPE,
        "`" + text + "` is an address within `" + range + "`",
        "a range is written by its first address",
        List.of(range));
  }

  private static String text(BigInteger address, int bits) {
    byte[] bytes = new byte[bits / Byte.SIZE];
    byte[] number = address.toByteArray();
    int count = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - count, bytes, bytes.length - count, count);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
