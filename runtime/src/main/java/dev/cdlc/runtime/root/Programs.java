package dev.cdlc.runtime.root;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Programs of the host, and what they need to start: dynamic loaders, shared libraries, and the
 * interpreters of scripts. What a program opens only while it runs is nothing that can be seen.
 *
 * <p>Libraries are looked for as ld.so(8) does where the environment asks for nothing: DT_RPATH,
 * DT_RUNPATH, the cache of ldconfig(8), the usual folders.
 */
public final class Programs {
  private static final List<String> LIBRARY_FOLDERS =
      List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib");

  /** Where env(1) looks for a script's interpreter, as in {@code #!/usr/bin/env python3}. */
  private static final List<String> PROGRAM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /** As many as execve(2) follows. */
  private static final int MOST_INTERPRETERS = 5;

  /** What mounts and programs expect, whatever they are. */
  private static final List<String> EXPECTED =
      List.of("/dev", "/etc", "/proc", "/root", "/run", "/sys", "/tmp");

  private final HostFiles files;
  private final LibraryCache cache;
  private final Set<String> linked = new HashSet<>();

  private Programs(Path host) throws IOException {
    this.files = new HostFiles(host);
    this.cache = LibraryCache.read(files.locate(LibraryCache.PATH));
  }

  /**
   * What a root of such programs has, by absolute path.
   *
   * @param paths absolute
   * @param host the folder that is the host's root
   * @throws RootException if a program, or what it needs, is missing
   */
  public static RootContent collect(List<String> paths, Path host) throws RootException {
    try {
      var programs = new Programs(host);
      for (String path : paths) {
        programs.addProgram(path);
      }
      return new HostContent(programs.entries(), programs.files.asked());
    } catch (IOException e) {
      throw new RootException(
          "the cache of libraries cannot be read: " + RootException.reason(e),
          "`sudo ldconfig` makes " + LibraryCache.PATH + " anew");
    }
  }

  private SortedMap<String, Entry> entries() throws IOException {
    EXPECTED.forEach(files::addFolder);
    // Loaders find libraries by it as they do on the host.
    files.find(LibraryCache.PATH).ifPresent(files::add);
    return files.entries();
  }

  private void addProgram(String path) throws RootException {
    String program =
        add(path, path)
            .orElseThrow(
                () ->
                    new RootException(
                        path + " is not there",
                        "install it on this host, or name where it is: `command -v "
                            + Path.of(path).getFileName()
                            + "`"));
    if (!isExecutable(program)) {
      throw new RootException(path + " is not executable", "`chmod +x " + path + "` makes it so");
    }
    addNeeds(path, program, 0);
  }

  private void addNeeds(String path, String program, int interpreters) throws RootException {
    Optional<ElfFile> elf = elf(program);
    if (elf.isPresent()) {
      addLinked(program, elf.get());
      return;
    }
    Optional<Script> script = script(program);
    if (script.isPresent()) {
      addInterpreter(path, script.get(), interpreters);
    }
  }

  private void addInterpreter(String path, Script script, int interpreters) throws RootException {
    if (interpreters == MOST_INTERPRETERS) {
      throw new RootException(
          path + " is a script of a script of a script", "its interpreter must be a program");
    }
    String interpreter = needed(path, script.interpreter());
    addNeeds(script.interpreter(), interpreter, interpreters + 1);
    if (script.looksUp().isPresent()) {
      String name = script.looksUp().get();
      String found = lookedUp(name).orElseThrow(() -> missing(path, name));
      addNeeds(found, needed(path, found), interpreters + 1);
    }
  }

  private Optional<String> lookedUp(String name) throws RootException {
    for (String path : in(PROGRAM_FOLDERS, name)) {
      if (find(path, path).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private String needed(String path, String other) throws RootException {
    return add(path, other).orElseThrow(() -> missing(path, other));
  }

  private void addLinked(String program, ElfFile elf) throws RootException {
    if (elf.interpreter().isPresent()) {
      needed(program, elf.interpreter().get());
    }
    addLibraries(program, elf, elf.runpath().isEmpty() ? folders(program, elf.rpath()) : List.of());
  }

  /**
   * Adds the libraries that a file is linked with, and theirs.
   *
   * @param inherited DT_RPATH of the file and of those that it is needed by
   */
  private void addLibraries(String file, ElfFile elf, List<String> inherited) throws RootException {
    if (!linked.add(file)) {
      return;
    }
    for (String name : elf.needed()) {
      for (String library : libraries(file, elf, name, inherited)) {
        ElfFile found = elf(library).orElseThrow();
        List<String> own = found.runpath().isEmpty() ? folders(library, found.rpath()) : List.of();
        addLibraries(library, found, Stream.concat(own.stream(), inherited.stream()).toList());
      }
    }
  }

  /** The real paths of a library: one, or several of the cache that are for different CPUs. */
  private List<String> libraries(String file, ElfFile elf, String name, List<String> inherited)
      throws RootException {
    if (name.startsWith("/")) {
      return List.of(needed(file, name));
    }
    List<String> asked = elf.runpath().isEmpty() ? inherited : folders(file, elf.runpath());
    List<String> found = fitting(file, in(asked, name), elf.abi());
    if (!found.isEmpty()) {
      return found.subList(0, 1);
    }
    List<String> cached = fitting(file, cache.paths(name), elf.abi());
    if (!cached.isEmpty()) {
      return cached;
    }
    List<String> usual = fitting(file, in(LIBRARY_FOLDERS, name), elf.abi());
    if (usual.isEmpty()) {
      throw missing(file, name);
    }
    return usual.subList(0, 1);
  }

  private static List<String> in(List<String> folders, String name) {
    return folders.stream().map(folder -> folder + "/" + name).toList();
  }

  private List<String> fitting(String file, List<String> candidates, ElfFile.Abi abi)
      throws RootException {
    List<String> fitting = new ArrayList<>();
    for (String candidate : candidates) {
      Optional<HostFiles.Way> way = find(file, candidate);
      if (way.isPresent()
          && elf(way.get().file()).map(ElfFile::abi).stream().anyMatch(abi::equals)) {
        files.add(way.get());
        fitting.add(way.get().file());
      }
    }
    return fitting;
  }

  /** Folders of DT_RPATH or DT_RUNPATH, what stands for others in them replaced. */
  private static List<String> folders(String file, List<String> paths) {
    String origin = file.substring(0, file.lastIndexOf('/'));
    return paths.stream()
        .map(path -> path.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", origin))
        .filter(path -> path.startsWith("/") && !path.contains("$"))
        .toList();
  }

  private Optional<String> add(String needer, String path) throws RootException {
    Optional<HostFiles.Way> way = find(needer, path);
    way.ifPresent(files::add);
    return way.map(HostFiles.Way::file);
  }

  private Optional<HostFiles.Way> find(String needer, String path) throws RootException {
    try {
      return files.find(path);
    } catch (IOException e) {
      throw unreadable(needer, path, e);
    }
  }

  private boolean isExecutable(String path) throws RootException {
    try {
      return files.isExecutable(path);
    } catch (IOException e) {
      throw unreadable(path, path, e);
    }
  }

  private Optional<ElfFile> elf(String path) throws RootException {
    try {
      return ElfFile.read(files.locate(path));
    } catch (IOException e) {
      throw unreadable(path, path, e);
    }
  }

  private Optional<Script> script(String path) throws RootException {
    try {
      return Script.read(files.locate(path));
    } catch (IOException e) {
      throw unreadable(path, path, e);
    }
  }

  private static RootException missing(String file, String name) {
    return new RootException(
        file + " needs " + name + ", which is not there",
        "it does not start on this host either; install what it needs");
  }

  private static RootException unreadable(String needer, String path, IOException e) {
    String what = needer.equals(path) ? path : path + ", which " + needer + " needs,";
    return new RootException(
        what + " cannot be taken: " + RootException.reason(e),
        "name another program, or mend this one");
  }
}
