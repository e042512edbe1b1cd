package dev.cdlc.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;

/** The differences between two texts, as diff -u prints them and patch(1) reads them. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int FILE_HEADERS = 2;

  private UnifiedDiff() {}

  /** Empty if there is no difference; else ends in a line end. */
  static String of(String name, String before, String after) {
    List<String> lines = lines(before);
    Patch<String> patch = DiffUtils.diff(lines, lines(after), new AnchoredDiff());
    List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(name, name, lines, patch, CONTEXT);
    var text = new StringBuilder();
    for (int i = 0; i < diff.size(); i++) {
      boolean header = i < FILE_HEADERS || diff.get(i).startsWith("@@");
      text.append(diff.get(i)).append(header ? "\n" : endOf(diff.get(i)));
    }
    return text.toString();
  }

  /** With their ends, which count: the last may have none. */
  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
  }

  private static String endOf(String line) {
    return line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n";
  }
}
