package dev.cdlc.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** tar(1), so called that the same files make the same archive: by name, root's, of one time. */
final class Tar {
  private Tar() {}

  /** Packs {@code members}, paths in {@code folder}, with all that is in them. */
  static void pack(Path archive, FileTime time, Path folder, String... members)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"));
    command.addAll(List.of("--mode=u+rwX,go+rX,go-w", "--mtime=@" + time.to(TimeUnit.SECONDS)));
    command.add("--use-compress-program=gzip -n");
    command.addAll(List.of("-cf", archive.toString(), "-C", folder.toString()));
    command.addAll(List.of(members));
    Command.run(new ProcessBuilder(command));
  }
}
