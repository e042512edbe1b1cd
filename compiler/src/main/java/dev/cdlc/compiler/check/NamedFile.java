package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.syntax.SyntaxFile.Word;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of a file that a statement names, as {@code env file} does. */
record NamedFile(Cells cells, Word path) {
  private static final int LARGEST = 1 << 20;

  /** Empty where it cannot be had; that is reported. */
  Optional<String> text() {
    if (path.broken()) {
      return Optional.empty();
    }
    return switch (cells.surroundings().read(path.text())) {
      case Answer.Found<ByteBuffer>(ByteBuffer content) -> decoded(content);
      case Answer.Absent<ByteBuffer>() -> refuse("no such file");
      case Answer.Refused<ByteBuffer>(String reason) -> refuse(reason);
    };
  }

  private Optional<String> decoded(ByteBuffer content) {
    if (content.remaining() > LARGEST) {
      return refuse("it is larger than 1 MiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(content.duplicate()).toString();
      return text.indexOf('\0') < 0
          ? Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text)
          : refuse("it is binary");
    } catch (CharacterCodingException e) {
      return refuse("it is not UTF-8");
    }
  }

  private Optional<String> refuse(String reason) {
    cells
        .findings()
        .add(
            Diagnostic.of(
                    Code.UNREADABLE_FILE,
                    path.span(),
                    "cannot read `%s`: %s".formatted(path.text(), reason))
                .withHelp("the path starts at the folder of the file that names it"));
    return Optional.empty();
  }
}
