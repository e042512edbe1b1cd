package dev.cdlc.compiler.fuzz;

import dev.cdlc.compiler.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A kind of input: what a seed makes of it. */
enum Input {
  /** Bytes of no text; more often than not few others than those that mean something. */
  BYTES {
    @Override
    byte[] of(Dice dice) {
      byte[] bytes = new byte[dice.below(LONGEST)];
      dice.random().nextBytes(bytes);
      boolean meaningful = dice.chance(70);
      for (int i = 0; i < bytes.length; i++) {
        if (meaningful && dice.below(200) > 0) {
          bytes[i] = (byte) MARKS.charAt((bytes[i] & 0xFF) % MARKS.length());
        }
      }
      return bytes;
    }
  },

  /** Tokens of the language in no order. */
  TOKENS {
    @Override
    byte[] of(Dice dice) {
      var text = new StringBuilder();
      for (int left = dice.below(LONGEST) / 4; left > 0; left--) {
        text.append(token(dice)).append(dice.chance(85) ? " " : dice.chance(50) ? "\n" : "");
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  },

  /** A few of the registry's examples in one file, most of which compile. */
  EXAMPLES {
    @Override
    byte[] of(Dice dice) {
      var text = new StringBuilder();
      for (int i = dice.below(3); i >= 0; i--) {
        String example = dice.anyOf(Registry.all()).entry().example();
        text.append(example.replaceAll("\\bweb\\b", "web-" + i)).append('\n');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  },

  /** A file that compiles, of all kinds of statements. */
  COMPILING {
    @Override
    byte[] of(Dice dice) {
      return new CompilingFile(dice, FuzzTest::compiled).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    int cost() {
      return 10;
    }
  },

  /** A file that the grammar allows, of statements that stand where they may. */
  FILE {
    @Override
    byte[] of(Dice dice) {
      return new RandomFile(dice).text().getBytes(StandardCharsets.UTF_8);
    }
  };

  private static final int LONGEST = 400;

  private static final String MARKS = "<>;,\"'#$${}\\ \t\r\n=:/.-%0189aZ_\u0000cpu memory root ns";

  private static final List<String> SIGNS =
      List.of("<", ">", ";", ",", "\"", "'", "${", "}", "{", "\\", "$", "#", "\u202E", "\uFEFF");

  /** The bytes of one input. */
  abstract byte[] of(Dice dice);

  /** How many times longer one takes than a text that is only written down. */
  int cost() {
    return 1;
  }

  private static String token(Dice dice) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> String.join(" ", dice.anyOf(Registry.all()).entry().head());
      case 3, 4, 5 -> Words.any(dice);
      case 6 -> dice.anyOf(Words.COMMENTS);
      case 7 -> dice.anyOf(SIGNS);
      default -> dice.anyOf(SIGNS.subList(0, 4));
    };
  }
}
