package dev.cdlc.codegen.x86_64;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The GNU assembler and disassembler of the machine that the tests run on. */
final class GnuTools {
  private static final Pattern LISTED =
      Pattern.compile(" *(\\d+) (?:[\\da-f]{4}|    ) (\\p{XDigit}+).*");
  private static final Pattern DISASSEMBLED = Pattern.compile("( *[\\da-f]+:)\\t(.*?) *");
  private static final String HEADER = ".intel_syntax noprefix\n";

  private GnuTools() {}

  /** Skips the running test where a tool is missing. */
  static void assume(String tool) {
    boolean found =
        List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    Assumptions.assumeTrue(found, "needs the Debian package binutils, on x86-64");
    Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64"), "runs on x86-64");
  }

  /** The machine code, in hexadecimal digits, of each line in Intel syntax. */
  static List<String> assemble(List<String> lines, Path folder)
      throws IOException, InterruptedException {
    Path source = folder.resolve("source.s");
    Files.writeString(source, HEADER + String.join("\n", lines) + "\n");
    List<String> listing =
        run("as", "-al", "-o", folder.resolve("object").toString(), source.toString());
    List<StringBuilder> code = new ArrayList<>();
    lines.forEach(_ -> code.add(new StringBuilder()));
    for (String line : listing) {
      Matcher matcher = LISTED.matcher(line);
      if (matcher.matches()) {
        code.get(Integer.parseInt(matcher.group(1)) - 2).append(matcher.group(2));
      }
    }
    return code.stream().map(StringBuilder::toString).toList();
  }

  /** The instructions of machine code, each behind its offset, in Intel syntax. */
  static List<String> disassemble(byte[] code, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("code"), code);
    return run(
            "objdump",
            "--disassemble-all",
            "--target=binary",
            "--architecture=i386:x86-64",
            "--disassembler-options=intel",
            "--no-show-raw-insn",
            file.toString())
        .stream()
        .map(DISASSEMBLED::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1) + " " + matcher.group(2).replaceAll(" +", " "))
        .toList();
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.waitFor() != 0) {
      throw new IOException(String.join("\n", lines));
    }
    return lines;
  }
}
