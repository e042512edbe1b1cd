package dev.cdlc.compiler.model;

import java.math.BigInteger;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param text as the source has it, as in {@code 10.88.7.0/24}
 * @param bits of an address: 32 for IPv4, 128 for IPv6
 * @param first the address whose bits after the prefix are all 0, as a number
 * @param length how many bits the prefix has
 */
public record Subnet(String text, int bits, BigInteger first, int length) {
  /** Whether an address is in both. */
  public boolean overlaps(Subnet other) {
    int hostBits = bits - Math.min(length, other.length);
    return bits == other.bits
        && first.shiftRight(hostBits).equals(other.first.shiftRight(hostBits));
  }
}
