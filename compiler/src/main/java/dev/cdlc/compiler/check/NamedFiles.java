package dev.cdlc.compiler.check;

import dev.cdlc.compiler.diagnostic.Result;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.diagnostic.Sources;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.model.SystemCallFilter;
import dev.cdlc.compiler.resolve.Paths;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that statements name, as {@code env file} does: each is read once, and is then one of
 * the compilation's sources.
 */
final class NamedFiles {
  private static final int LARGEST = 1 << 20;

  private final String folder;
  private final Sources known;
  private final Inputs inputs;
  private final Map<String, Answer<Source>> read = new LinkedHashMap<>();
  private final IdentityHashMap<Source, Optional<SystemCallFilter.Own>> filters =
      new IdentityHashMap<>();

  /**
   * @param folder the absolute path of the folder of the file that was named
   * @param known the sources that are no such files, that one first
   */
  NamedFiles(String folder, Sources known, Inputs inputs) {
    this.folder = folder;
    this.known = known;
    this.inputs = inputs;
  }

  /** A file by its path, as {@link Surroundings#located} gives it. */
  Answer<Source> source(String path) {
    return read.computeIfAbsent(path, this::read);
  }

  /** The filter that a file says; what is wrong with it is told to whoever asks first. */
  Result<SystemCallFilter.Own> filter(Source source) {
    Optional<SystemCallFilter.Own> known = filters.get(source);
    if (known != null) {
      return new Result<>(known, List.of());
    }
    Result<SystemCallFilter.Own> filter = FilterFile.read(source);
    filters.put(source, filter.value());
    return filter;
  }

  /** All sources, those of files that were asked for the last. */
  Sources sources() {
    Stream<Source> named =
        read.values().stream()
            .flatMap(
                answer ->
                    answer instanceof Answer.Found<Source>(Source source)
                        ? Stream.of(source)
                        : Stream.empty());
    return Sources.of(Stream.concat(known.all().stream(), named).toList());
  }

  private Answer<Source> read(String path) {
    String shownFolder =
        known.all().stream().findFirst().map(main -> Paths.folder(main.id().name())).orElse("");
    var id = new SourceId(Paths.join(shownFolder, path));
    return known
        .named(id)
        .<Answer<Source>>map(Answer.Found::new)
        .orElseGet(
            () ->
                switch (inputs.read(Paths.join(folder, path))) {
                  case Answer.Found<ByteBuffer>(ByteBuffer content) -> decoded(id, content);
                  case Answer.Absent<ByteBuffer>() -> new Answer.Absent<>();
                  case Answer.Refused<ByteBuffer>(String reason) -> new Answer.Refused<>(reason);
                });
  }

  private static Answer<Source> decoded(SourceId id, ByteBuffer content) {
    if (content.remaining() > LARGEST) {
      return new Answer.Refused<>("it is larger than 1 MiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(content.duplicate()).toString();
      return text.indexOf('\0') < 0
          ? new Answer.Found<>(new Source(id, text.startsWith("\ufeff") ? text.substring(1) : text))
          : new Answer.Refused<>("it is binary");
    } catch (CharacterCodingException e) {
      return new Answer.Refused<>("it is not UTF-8");
    }
  }
}
