package dev.cdlc.cli;

import dev.cdlc.compiler.resolve.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Checks again and again, whenever a source is saved, or something that one depends on. Ends when
 * its thread is interrupted, or nobody reads what it prints.
 */
final class Watch {
  /** How long nothing must happen before a save is taken to be over, in milliseconds. */
  private static final long SETTLED = 5;

  /** How long that is waited for, in milliseconds. */
  private static final long PATIENCE = 30;

  private static final int NAMED = 3;

  /** The cursor to the corner, and everything gone; see ECMA-48, CUP and ED. */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Rounds rounds;
  private final Memory memory;
  private final Console console;
  private final WatchService service;
  private final Map<WatchKey, Path> keys = new HashMap<>();

  /** The folders in which new sources count; others have files that sources depend on. */
  private Set<Path> walked = Set.of();

  /** Makes checks of what the command line names. */
  interface Rounds {
    /** One that prints to a console. */
    Validation round(Console console, Check check) throws CommandException;
  }

  private Watch(Rounds rounds, Memory memory, Console console, WatchService service) {
    this.rounds = rounds;
    this.memory = memory;
    this.console = console;
    this.service = service;
  }

  /** Checks at once, and then whenever there is something new. */
  static Outcome of(List<String> words, Rounds rounds, Memory memory, Console console)
      throws CommandException {
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      return new Watch(rounds, memory, console, service).watch(words);
    } catch (IOException e) {
      throw new CommandException("cannot watch files: " + SourceFile.reason(e));
    } catch (InterruptedException _) {
      return Outcome.DONE;
    }
  }

  private Outcome watch(List<String> words) throws IOException, InterruptedException {
    var changed = new TreeSet<Path>();
    do {
      show(changed, words);
      changed.clear();
      while (!isNews(changed)) {
        changed.clear();
        await(changed);
      }
      memory.forget(changed);
    } while (!console.err().checkError());
    return Outcome.DONE;
  }

  /** What is seen is of a check during which no folder was left unwatched. */
  private void show(Collection<Path> changed, List<String> words) throws IOException {
    var screen = new ByteArrayOutputStream();
    do {
      screen.reset();
      var out = new PrintStream(screen, false, StandardCharsets.UTF_8);
      if (Color.isUnderstood(console)) {
        out.print(CLEAR);
      }
      if (!changed.isEmpty()) {
        out.println(named(changed) + " changed");
      }
      var there = new Console(console.in(), out, out, console.environment(), false);
      try {
        Validation round = rounds.round(there, memory);
        var _ = round.of(words);
        walked = round.folders();
      } catch (CommandException e) {
        there.complain(e);
      }
      out.flush();
    } while (watchesMore());
    console.err().write(screen.toByteArray());
    console.err().flush();
  }

  private static String named(Collection<Path> changed) {
    String names =
        changed.stream().limit(NAMED).map(Watch::fromHere).collect(Collectors.joining(", "));
    int others = changed.size() - NAMED;
    return others <= 0 ? names : "%s and %d more".formatted(names, others);
  }

  private static String fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  /** Watches the folders that are not watched yet; returns whether there were any. */
  private boolean watchesMore() throws IOException {
    keys.keySet().removeIf(key -> !key.isValid());
    Set<Path> folders = new HashSet<>(walked);
    folders.addAll(memory.folders());
    for (Path folder : List.copyOf(folders)) {
      addAbove(folder, folders);
    }
    folders.removeAll(keys.values());
    boolean more = false;
    for (Path folder : folders) {
      more |= watches(folder);
    }
    if (more) {
      memory.forgetReaders();
    }
    return more;
  }

  /** A folder can go away; and a project file holds for what is below it. */
  private static void addAbove(Path folder, Set<Path> folders) {
    Path above = folder.getParent();
    if (above != null && !Files.exists(folder.resolve(Ignores.GIT)) && folders.add(above)) {
      addAbove(above, folders);
    }
  }

  private boolean watches(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    WatchKey key =
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    return keys.put(key, folder) == null;
  }

  /** Waits until something happens, and for the end of it. */
  private void await(Set<Path> changed) throws InterruptedException {
    collect(service.take(), changed);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    WatchKey next = service.poll(SETTLED, TimeUnit.MILLISECONDS);
    while (next != null) {
      collect(next, changed);
      next =
          System.nanoTime() < end ? service.poll(SETTLED, TimeUnit.MILLISECONDS) : service.poll();
    }
  }

  private void collect(WatchKey key, Set<Path> changed) {
    Path folder = keys.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (folder == null) {
        continue;
      }
      if (event.context() instanceof Path name) {
        changed.add(folder.resolve(name));
      } else {
        // Too much happened to be told: anything may have changed there.
        changed.add(folder);
        memory.forgetReaders();
      }
    }
    var _ = key.reset();
  }

  private boolean isNews(Set<Path> changed) {
    changed.removeIf(path -> !matters(path));
    return !changed.isEmpty();
  }

  private boolean matters(Path path) {
    String name = String.valueOf(path.getFileName());
    boolean isNewHere =
        walked.contains(path.getParent())
            && (Walk.Sought.SOURCES.fits(name) || Files.isDirectory(path));
    return isNewHere
        || walked.contains(path)
        || name.equals(ProjectRoot.PROJECT_FILE)
        || name.equals(Ignores.NAME)
        || memory.depends(path);
  }
}
