package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A package of Debian, see deb(5): the distribution in {@code /usr/lib/cdlc}, with links, pages and
 * completions where the system looks for them.
 */
final class DebianPackage {
  private static final Path HOME = Path.of("usr/lib/cdlc");
  private static final Path SHARE = Path.of("usr/share");
  private static final Path DOC = SHARE.resolve("doc/cdlc");
  private static final Path PROFILE = Path.of("etc/apparmor.d/cdlc-launch");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final Layout layout;
  private final Path module;
  private final Packages packages;
  private final FileTime time;

  /** The files that it installs, as they will lie below the root of the system. */
  private final Path root;

  private DebianPackage(
      Layout layout, Path module, Packages packages, FileTime time, Path workplace) {
    this.layout = layout;
    this.module = module;
    this.packages = packages;
    this.time = time;
    this.root = workplace.resolve("root");
  }

  /**
   * Makes it of the distribution's folder, which is complete.
   *
   * @param module the folder of this module
   * @param time of all files, which is that of the distribution's
   */
  static void write(Layout layout, Path module, Packages packages, FileTime time)
      throws IOException, InterruptedException {
    Path workplace = layout.root().resolveSibling("debian");
    Folders.delete(workplace);
    var made = new DebianPackage(layout, module, packages, time, workplace);
    made.installProgram();
    made.installGuides();
    made.installDocumentation();
    Path control = made.control(workplace.resolve("control"));
    Path data = workplace.resolve("data.tar.gz");
    Tar.pack(data, time, made.root, ".");
    Path controlData = workplace.resolve("control.tar.gz");
    Tar.pack(controlData, time, control, ".");
    Path format = Files.writeString(workplace.resolve("debian-binary"), "2.0\n");
    ArArchive.write(packages.debian(), time, List.of(format, controlData, data));
    Folders.delete(workplace);
  }

  private void installProgram() throws IOException {
    link(layout.bin(), HOME.resolve("bin"));
    link(layout.lib(), HOME.resolve("lib"));
    for (String name : List.of("cdlc", "cdl-runtime")) {
      symbolicLink(Path.of("usr/bin", name), "../lib/cdlc/bin/" + name);
    }
    copy(module.resolve("src/main/debian/cdlc-launch"), PROFILE);
  }

  /** Debian's zsh has a folder of its own for what packages bring. */
  private void installGuides() throws IOException, InterruptedException {
    Path share = layout.share();
    link(share.resolve("man"), SHARE.resolve("man"));
    link(share.resolve("bash-completion"), SHARE.resolve("bash-completion"));
    link(share.resolve("fish"), SHARE.resolve("fish"));
    link(share.resolve("zsh/site-functions"), SHARE.resolve("zsh/vendor-completions"));
    for (Path page : Folders.tree(root.resolve(SHARE).resolve("man"))) {
      if (Files.isSymbolicLink(page)) {
        symbolicLink(
            root.relativize(page).resolveSibling(page.getFileName() + ".gz"),
            Files.readSymbolicLink(page) + ".gz");
        Files.delete(page);
      } else if (Files.isRegularFile(page)) {
        compress(page);
      }
    }
  }

  private void installDocumentation() throws IOException, InterruptedException {
    copy(module.resolveSibling("CHANGELOG.md"), DOC.resolve("changelog"));
    Path debian = root.resolve(DOC).resolve("changelog.Debian");
    Files.writeString(
        debian,
        template("changelog")
            .replace("@VERSION@", packages.debianVersion())
            .replace("@DATE@", DATE.format(time.toInstant().atOffset(ZoneOffset.UTC))));
    compress(root.resolve(DOC).resolve("changelog"));
    compress(debian);
    Files.writeString(
        root.resolve(DOC).resolve("copyright"),
        template("copyright") + Files.readString(module.resolve("THIRD-PARTY.txt")));
    copy(
        module.resolve("src/main/debian/lintian-overrides"),
        SHARE.resolve("lintian/overrides/cdlc"));
  }

  /** Makes the folder of what dpkg keeps of the package. */
  private Path control(Path folder) throws IOException {
    Files.createDirectories(folder);
    var sums = new StringBuilder();
    long kibibytes = 0;
    for (Path file : Folders.tree(root)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        kibibytes += (Files.size(file) + 1023) / 1024;
        Path installed = root.relativize(file);
        if (!installed.equals(PROFILE)) {
          sums.append("%s  %s\n".formatted(md5(file), installed));
        }
      }
    }
    Files.writeString(folder.resolve("md5sums"), sums);
    Files.writeString(folder.resolve("conffiles"), "/" + PROFILE + "\n");
    Files.writeString(
        folder.resolve("control"),
        template("control")
            .replace("@VERSION@", packages.debianVersion())
            .replace("@ARCHITECTURE@", packages.debianArchitecture())
            .replace("@SIZE@", String.valueOf(kibibytes))
            .replace("@DEPENDS@", SharedLibraries.packages(layout.lib())));
    for (String script : List.of("postinst", "postrm")) {
      Path file = Files.writeString(folder.resolve(script), template(script));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder;
  }

  private String template(String name) throws IOException {
    return Files.readString(module.resolve("src/main/debian").resolve(name));
  }

  /** The files of a folder have two names for a while, which is quicker than to copy them. */
  private void link(Path from, Path to) throws IOException {
    for (Path path : Folders.tree(from)) {
      Path target = root.resolve(to).resolve(from.relativize(path).toString());
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(target);
      } else if (Files.isSymbolicLink(path)) {
        Files.createSymbolicLink(target, Files.readSymbolicLink(path));
      } else {
        Files.createLink(target, path);
      }
    }
  }

  private void symbolicLink(Path name, String target) throws IOException {
    Files.createSymbolicLink(inNewFolder(name), Path.of(target));
  }

  private void copy(Path file, Path to) throws IOException {
    Files.copy(file, inNewFolder(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path inNewFolder(Path installed) throws IOException {
    Path path = root.resolve(installed);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    return path;
  }

  /** The file gives place to one with {@code .gz} behind its name. */
  private static void compress(Path file) throws IOException, InterruptedException {
    Path packed = file.resolveSibling(file.getFileName() + ".gz");
    Command.run(
        new ProcessBuilder("gzip", "-9nc", file.toString()).redirectOutput(packed.toFile()));
    Files.delete(file);
  }

  private static String md5(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
