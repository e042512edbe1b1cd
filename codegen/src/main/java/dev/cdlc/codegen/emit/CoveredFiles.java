package dev.cdlc.codegen.emit;

import static dev.cdlc.codegen.sequence.Conditions.succeeded;
import static dev.cdlc.codegen.sequence.Values.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdlc.codegen.linux.Fcntl;
import dev.cdlc.codegen.linux.Flags;
import dev.cdlc.codegen.linux.MountApi;
import dev.cdlc.codegen.program.Cell;
import dev.cdlc.codegen.program.Datum.Part;
import dev.cdlc.codegen.program.Operand.Address;
import dev.cdlc.codegen.program.Operand.Constant;
import dev.cdlc.codegen.program.Syscall;
import dev.cdlc.codegen.routine.OpenHow;
import dev.cdlc.codegen.sequence.Variables;
import dev.cdlc.plan.InitAction;
import dev.cdlc.plan.InitAction.TextFile;
import dev.cdlc.plan.MountAttribute;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files that are made for the container, and seen in place of what its root has. Nothing is written
 * by a path of the root. open_tree(2) clones only what is mounted, so the tmpfs that has them is
 * mounted over the root for as long as that takes, and no longer: {@code ..} of the root leads into
 * what is mounted over it.
 */
final class CoveredFiles {
  private static final Constant READABLE = new Constant(0644, "0644");
  private static final Cell FILES = new Cell("made_files");
  private static final Cell FILE = new Cell("made_file");

  private CoveredFiles() {}

  static void cover(Lowering l, InitAction.CoverFiles action) {
    String what =
        "cannot make "
            + action.files().stream().map(TextFile::path).collect(Collectors.joining(", "));
    int site = l.site(Fault.MOUNT, what);
    Mounts.create(l, "tmpfs", "tmpfs", action.options(), List.of(), what);
    l.s().move(FILES, value(Mounts.TREE));
    Root.mountOver(l, FILES, site);
    for (int i = 0; i < action.files().size(); i++) {
      String name = Integer.toString(i);
      write(l, name, action.files().get(i).text(), site);
      take(l, name, tree(i), action.attributes(), site);
    }
    l.call(Syscall.FCHDIR, value(FILES)).orFail(site);
    l.call(Syscall.UMOUNT2, l.text("."), MountApi.MNT_DETACH).orFail(site);
    l.call(Syscall.FCHDIR, value(Variables.ROOT)).orFail(site);
    l.call(Syscall.CLOSE, value(FILES)).orGoOn();
    for (int i = 0; i < action.files().size(); i++) {
      l.s().move(Mounts.TREE, value(tree(i)));
      show(l, action.files().get(i).path(), action.ifThere());
      l.call(Syscall.CLOSE, value(tree(i))).orGoOn();
    }
  }

  private static Cell tree(int file) {
    return new Cell("made_file_" + file);
  }

  private static void write(Lowering l, String name, String text, int site) {
    Constant flags = Flags.or(Fcntl.O_WRONLY, Fcntl.O_CREAT, Fcntl.O_EXCL, Fcntl.O_CLOEXEC);
    l.call(Syscall.OPENAT, value(FILES), l.text(name), flags, READABLE).into(FILE).orFail(site);
    int length = text.getBytes(UTF_8).length;
    Address content = l.data().constant(Part.Bytes.of(text));
    l.call(Syscall.WRITE, value(FILE), content, value(length)).orFail(site);
    l.call(Syscall.CLOSE, value(FILE)).orGoOn();
  }

  private static void take(
      Lowering l, String name, Cell tree, List<MountAttribute> attributes, int site) {
    l.call(
            Syscall.OPEN_TREE,
            value(FILES),
            l.text(name),
            Flags.or(MountApi.OPEN_TREE_CLONE, MountApi.OPEN_TREE_CLOEXEC))
        .into(tree)
        .orFail(site);
    if (!attributes.isEmpty()) {
      Mounts.setAttributes(l, tree, attributes, false, site);
    }
  }

  private static void show(Lowering l, String path, boolean ifThere) {
    String what = "cannot mount a file on " + path;
    if (!ifThere) {
      Mounts.attach(l, path, what);
      return;
    }
    int site = l.site(Fault.BIND, what);
    Mounts.resolveIfThere(l, path, OpenHow.path(l.data()), site);
    l.s()
        .when(
            succeeded(Mounts.PLACE),
            there -> {
              Mounts.move(l.in(there), value(Mounts.PLACE), site);
              there.call(Syscall.CLOSE, value(Mounts.PLACE)).orGoOn();
            });
  }
}
