package dev.cdlc.cli;

import dev.cdlc.codegen.launch.Seen;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.compiler.input.Inputs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Inputs that note what each thing was just before it was asked for, so that a later start can tell
 * whether it still is. What was changed a moment ago could be changed again without a trace.
 */
final class SeenFiles implements Inputs, Preparation.Witness {
  /** Far more than the coarsest clock of a file system. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final String ATTRIBUTES = "unix:dev,ino,size,ctime,lastModifiedTime";

  private final Inputs inputs;
  private final InstantSource clock;
  private final Set<Seen> seen = new LinkedHashSet<>();
  private boolean tellable = true;

  SeenFiles(Inputs inputs, InstantSource clock) {
    this.inputs = inputs;
    this.clock = clock;
  }

  /**
   * All that was asked for; empty if that does not tell whether the result is still right, or the
   * result may hold a secret.
   */
  Optional<List<Seen>> all() {
    return tellable ? Optional.of(List.copyOf(seen)) : Optional.empty();
  }

  @Override
  public Answer<String> realPath(String path) {
    notePresence(path);
    return inputs.realPath(path);
  }

  @Override
  public Answer<ByteBuffer> read(String path) {
    note(path, this::file);
    return inputs.read(path);
  }

  /** Which image it is, an index tells, or the archive itself. */
  @Override
  public Answer<ImageConfig> image(ImageSource source) {
    switch (source.form()) {
      case OCI_LAYOUT -> note(source.path() + "/index.json");
      case DOCKER_ARCHIVE -> note(source.path());
      // What its name led to is noted by who makes the root of it.
      case REGISTRY -> {}
    }
    return inputs.image(source);
  }

  @Override
  public Optional<String> variable(String name) {
    Optional<String> value = inputs.variable(name);
    seen.add(new Seen.Variable(name, value));
    return value;
  }

  @Override
  public void secretGiven() {
    tellable = false;
  }

  /** The key of what is kept has ids; what else the caller is decides here, too. */
  void callerUnusual() {
    tellable = false;
  }

  @Override
  public void note(String path) {
    note(path, this::file);
  }

  @Override
  public void notePresence(String path) {
    note(path, real -> new Seen.Present(real.toString()));
  }

  private interface Note {
    Seen of(Path real) throws IOException;
  }

  private void note(String path, Note note) {
    try {
      LinkTrail trail = LinkTrail.of(Path.of(path));
      for (Path link : trail.links()) {
        seen.add(new Seen.Link(link.toString(), state(link)));
      }
      if (Files.exists(trail.end(), LinkOption.NOFOLLOW_LINKS)) {
        seen.add(note.of(trail.end()));
      } else {
        noteAbsence(path);
      }
    } catch (IOException | InvalidPathException _) {
      tellable = false;
    }
  }

  /** A file may be out of the caller's sight, and yet there. */
  private void noteAbsence(String path) throws IOException {
    try {
      Files.readAttributes(Path.of(path), "unix:ino");
      tellable = false;
    } catch (NoSuchFileException | NotDirectoryException _) {
      seen.add(new Seen.Absent(Path.of(path).toAbsolutePath().toString()));
    }
  }

  private Seen file(Path real) throws IOException {
    return new Seen.File(real.toString(), state(real));
  }

  private Seen.State state(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    Instant latest = clock.instant().minus(SETTLED);
    Seen.Time changed = time(found, "ctime", latest);
    Seen.Time modified = time(found, "lastModifiedTime", latest);
    return new Seen.State(
        number(found, "dev"), number(found, "ino"), number(found, "size"), changed, modified);
  }

  private Seen.Time time(Map<String, Object> found, String name, Instant latest) {
    Instant time = ((FileTime) Objects.requireNonNull(found.get(name))).toInstant();
    tellable &= !time.isAfter(latest);
    return new Seen.Time(time.getEpochSecond(), time.getNano());
  }

  private static long number(Map<String, Object> found, String name) {
    return ((Number) Objects.requireNonNull(found.get(name))).longValue();
  }
}
