package dev.cdlc.codegen;

import dev.cdlc.codegen.elf.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The GNU assembler and disassembler, for each machine that executables are made for. */
public final class GnuTools {
  private static final Pattern LISTED =
      Pattern.compile(" *(\\d+) (?:[\\da-f]{4}|    ) (\\p{XDigit}+).*");
  private static final Pattern DISASSEMBLED =
      Pattern.compile("( *[\\da-f]+:)\\t(.*?) *(?:\t?//.*)?");

  private GnuTools() {}

  /** Skips the running test where a tool is missing. */
  public static void assume(Target target, String tool) {
    String name = prefix(target) + tool;
    boolean found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    Assumptions.assumeTrue(found, "needs the Debian package " + debianPackage(target));
    Assumptions.assumeTrue(
        target != Target.X86_64 || System.getProperty("os.arch").equals("amd64"), "runs on x86-64");
  }

  /** The machine code, in hexadecimal digits, of each line; on x86-64 in Intel syntax. */
  public static List<String> assemble(Target target, List<String> lines, Path folder)
      throws IOException, InterruptedException {
    Path source = folder.resolve("source.s");
    Files.writeString(source, header(target) + "\n" + String.join("\n", lines) + "\n");
    String object = folder.resolve("object").toString();
    List<String> listing = run(prefix(target) + "as", "-al", "-o", object, source.toString());
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

  /** The instructions of machine code, each behind its offset. */
  static List<String> disassemble(Target target, byte[] code, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("code"), code);
    List<String> command = new ArrayList<>(List.of(prefix(target) + "objdump"));
    command.addAll(List.of("--disassemble-all", "--target=binary", "--no-show-raw-insn"));
    command.addAll(dialect(target));
    command.add(file.toString());
    return run(command.toArray(String[]::new)).stream()
        .map(DISASSEMBLED::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1) + " " + matcher.group(2).replaceAll("\\s+", " "))
        .toList();
  }

  private static String prefix(Target target) {
    return switch (target) {
      case X86_64 -> "";
      case AARCH64 -> "aarch64-linux-gnu-";
    };
  }

  private static String debianPackage(Target target) {
    return switch (target) {
      case X86_64 -> "binutils";
      case AARCH64 -> "binutils-aarch64-linux-gnu";
    };
  }

  private static String header(Target target) {
    return switch (target) {
      case X86_64 -> ".intel_syntax noprefix";
      case AARCH64 -> ".arch armv8-a";
    };
  }

  private static List<String> dialect(Target target) {
    return switch (target) {
      case X86_64 -> List.of("--architecture=i386:x86-64", "--disassembler-options=intel");
      case AARCH64 -> List.of("--architecture=aarch64", "--disassemble-zeroes");
    };
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
