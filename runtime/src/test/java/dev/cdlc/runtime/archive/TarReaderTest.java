package dev.cdlc.runtime.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cdlc.runtime.archive.TarEntry.Segment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TarReaderTest {
  private static final String DAMAGED = "it is damaged, or no tar archive";
  private static final String CUT_OFF = "it ends in the middle: it was cut off";

  private final TarBytes tar = new TarBytes();

  @Test
  void readsWhatAnEntryIs() throws IOException {
    tar.mode(04755).owner(1000, 1001).mtime(7).file("bin/su", "program");
    TarEntry entry = only();
    assertThat(entry.name()).isEqualTo("bin/su");
    assertThat(entry.kind()).isEqualTo(new TarEntry.Regular(7, List.of(new Segment(0, 7))));
    assertThat(List.of(entry.mode(), entry.uid(), entry.gid(), entry.seconds()))
        .isEqualTo(List.of(04755, 1000L, 1001L, 7L));
  }

  @Test
  void readsEachKind() throws IOException {
    tar.folder("d/")
        .symlink("s", "d")
        .hardLink("h", "f")
        .fifo("p")
        .device('3', "null", 1, 3)
        .device('4', "sda", 8, 0)
        .entry('0', "old/", "", new byte[0])
        .entry('D', "dumped", "", new byte[10])
        .entry('V', "volume", "", new byte[0])
        .entry((char) 0, "oldest", "", new byte[0]);
    assertThat(all().stream().map(TarEntry::kind))
        .containsExactly(
            new TarEntry.Folder(),
            new TarEntry.SymbolicLink("d"),
            new TarEntry.HardLink("f"),
            new TarEntry.Fifo(),
            new TarEntry.Device(TarEntry.Device.Type.CHARACTER, 1, 3),
            new TarEntry.Device(TarEntry.Device.Type.BLOCK, 8, 0),
            new TarEntry.Folder(),
            new TarEntry.Folder(),
            new TarEntry.Regular(0, List.of()));
  }

  @Test
  void contentThatIsNotReadIsPassedOver() throws IOException {
    tar.file("a", "x".repeat(1000)).file("b", "second");
    var reader = new TarReader(tar.stream());
    reader.next();
    assertThat(reader.next().orElseThrow().name()).isEqualTo("b");
    assertThat(content(reader)).isEqualTo("second");
  }

  @Test
  void namesMayBeLong() throws IOException {
    String name = "n".repeat(300);
    tar.entry('L', "././@LongLink", "", bytes(name + "\0"))
        .entry('K', "././@LongLink", "", bytes(name))
        .symlink("short", "short")
        .pax("path=" + name, "linkpath=t")
        .symlink("short", "short")
        .header('0', "name", "", 0, block -> TarBytes.put(block, 345, bytes("prefix")))
        .header('0', "name", "", 0, block -> TarBytes.put(block, 257, bytes("ustar  \0prefix")));
    assertThat(all())
        .extracting(TarEntry::name, TarEntry::kind)
        .startsWith(
            tuple(name, new TarEntry.SymbolicLink(name)),
            tuple(name, new TarEntry.SymbolicLink("t")))
        .extracting(entry -> entry.toList().getFirst())
        .endsWith("prefix/name", "name");
  }

  @Test
  void extendedHeadersCountMore() throws IOException {
    tar.globalPax("uid=5", "gid=6")
        .file("global", "")
        .pax("uid=4000000", "mtime=12.5", "size=3", "comment=")
        .header('0', "own", "", 0, block -> {})
        .raw(bytes("abc"));
    List<TarEntry> entries = all();
    assertThat(entries.getFirst().uid()).isEqualTo(5);
    TarEntry own = entries.getLast();
    assertThat(List.of(own.uid(), own.gid(), own.seconds())).isEqualTo(List.of(4000000L, 6L, 12L));
    assertThat(own.nanoseconds()).isEqualTo(500_000_000);
    assertThat(own.kind()).isEqualTo(new TarEntry.Regular(3, List.of(new Segment(0, 3))));
  }

  @Test
  void timesMayLieBeforeTheEpoch() throws IOException {
    tar.pax("mtime=-1.25").file("a", "").pax("mtime=-3").file("b", "").mtime(-9).file("c", "");
    assertThat(all())
        .extracting(TarEntry::seconds, TarEntry::nanoseconds)
        .containsExactly(tuple(-2L, 750_000_000), tuple(-3L, 0), tuple(-9L, 0));
  }

  @Test
  void attributesAreBytes() throws IOException {
    tar.pax(
            "SCHILY.xattr.security.capability=\1\0\0\2\u00c0\n",
            "LIBARCHIVE.xattr.user.note=aGVsbG8",
            "LIBARCHIVE.xattr.security.capability=AAAA")
        .file("ping", "");
    TarEntry ping = only();
    assertThat(ping.xattrs()).containsOnlyKeys("security.capability", "user.note");
    assertThat(ping.xattrs().get("security.capability"))
        .isEqualTo(new byte[] {1, 0, 0, 2, (byte) 0xc0, '\n'});
    assertThat(ping.xattrs().get("user.note")).asString().isEqualTo("hello");
  }

  @Test
  void numbersMayBeBinary() throws IOException {
    tar.owner(0xffff_fffeL, 0x1234_5678L).file("a", "");
    assertThat(only().uid()).isEqualTo(0xffff_fffeL);
    assertThat(only().gid()).isEqualTo(0x1234_5678L);
  }

  @Test
  void sumsOfSignedBytesAreRight() throws IOException {
    tar.header('0', "n\u00e9", "", 0, _ -> {});
    byte[] archive = tar.bytes();
    int sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : archive[i];
    }
    TarBytes.put(archive, 148, bytes("%06o\0 ".formatted(sum)));
    assertThat(all(archive)).hasSize(1);
  }

  @Test
  void readsSparseFilesOfEachForm() throws IOException {
    byte[] data = bytes("abcdef");
    var wanted = new TarEntry.Regular(10_000, List.of(new Segment(0, 2), new Segment(4096, 4)));
    tar.header('S', "old", "", 6, TarReaderTest::oldMap).raw(data);
    tar.pax(
            "GNU.sparse.size=10000",
            "GNU.sparse.numblocks=2",
            "GNU.sparse.offset=0",
            "GNU.sparse.numbytes=2",
            "GNU.sparse.offset=4096",
            "GNU.sparse.numbytes=4")
        .entry('0', "v0.0", "", data);
    tar.pax("GNU.sparse.size=10000", "GNU.sparse.map=0,2,4096,4", "GNU.sparse.name=v0.1")
        .entry('0', "GNUSparseFile.1/v", "", data);
    byte[] inContent = Arrays.copyOf(bytes("3\n0\n2\n4096\n4\n10000\n0\n"), 512 + 6);
    System.arraycopy(data, 0, inContent, 512, 6);
    tar.pax(
            "GNU.sparse.major=1",
            "GNU.sparse.minor=0",
            "GNU.sparse.realsize=10000",
            "GNU.sparse.name=v1.0")
        .entry('0', "GNUSparseFile.1/v", "", inContent);
    tar.file("after", "");
    var reader = new TarReader(tar.stream());
    for (String name : List.of("old", "v0.0", "v0.1", "v1.0")) {
      TarEntry entry = reader.next().orElseThrow();
      assertThat(entry.name()).isEqualTo(name);
      assertThat(entry.kind()).isEqualTo(wanted);
      assertThat(content(reader)).isEqualTo("abcdef");
    }
    assertThat(reader.next().orElseThrow().name()).isEqualTo("after");
  }

  private static void oldMap(byte[] block) {
    TarBytes.put(block, 257, bytes("ustar  \0"));
    TarBytes.number(block, 386, 12, 0);
    TarBytes.number(block, 398, 12, 2);
    TarBytes.number(block, 410, 12, 4096);
    TarBytes.number(block, 422, 12, 4);
    TarBytes.number(block, 483, 12, 10_000);
  }

  @Test
  void oldSparseMapsMayGoOn() throws IOException {
    byte[] more = new byte[512];
    TarBytes.number(more, 0, 12, 8192);
    TarBytes.number(more, 12, 12, 1);
    tar.header(
            'S',
            "old",
            "",
            7,
            block -> {
              oldMap(block);
              block[482] = 1;
            })
        .raw(more)
        .raw(bytes("abcdefg"))
        .file("after", "");
    assertThat(all().getFirst().kind())
        .isEqualTo(
            new TarEntry.Regular(
                10_000, List.of(new Segment(0, 2), new Segment(4096, 4), new Segment(8192, 1))));
  }

  @Test
  void wrongSparseMapsAreRefused() {
    for (String map : List.of("4,2,0,2", "0,2,1,2", "0,2,4096", "0,2", "0,9", "0,-2", "9999,6")) {
      var bytes = new TarBytes();
      bytes
          .pax("GNU.sparse.size=10000", "GNU.sparse.map=" + map)
          .entry('0', "f", "", bytes("abcdef"));
      refused(bytes.bytes()).as(map).hasMessage(DAMAGED);
    }
    tar.pax("GNU.sparse.major=1", "GNU.sparse.realsize=9").entry('0', "f", "", bytes("1\n0\n"));
    refused().hasMessage(DAMAGED);
    var endless = new TarBytes();
    endless
        .pax("GNU.sparse.major=1", "GNU.sparse.realsize=9")
        .entry('0', "f", "", bytes("1".repeat(600)));
    refused(endless.bytes()).hasMessage(DAMAGED);
  }

  @Test
  void aMapOfTooManyPartsIsRefused() {
    var map = new StringBuilder("9999999\n");
    for (int i = 0; i < 300_000; i++) {
      map.append(2 * i).append("\n1\n");
    }
    tar.pax("GNU.sparse.major=1", "GNU.sparse.realsize=9")
        .entry('0', "f", "", bytes(map.toString()));
    refused().hasMessage("one of its sparse files has more than 262144 parts");
  }

  @Test
  void endsWithoutAnEnd() throws IOException {
    assertThat(all(tar.file("a", "").unended())).hasSize(1);
    assertThat(all(new byte[0])).isEmpty();
  }

  @Test
  void readsToTheEndOfTheStream() throws IOException {
    tar.file("a", "");
    var in = new ByteArrayInputStream(Arrays.copyOf(tar.bytes(), 100_000));
    var reader = new TarReader(in);
    reader.next();
    assertThat(reader.next()).isEmpty();
    assertThat(in.available()).isZero();
  }

  @Test
  void whatIsCutOffIsRefused() {
    byte[] archive = tar.file("a", "x".repeat(1000)).bytes();
    for (int length : new int[] {100, 512, 600, 1100}) {
      refused(Arrays.copyOf(archive, length)).hasMessage(CUT_OFF);
    }
    refused(Arrays.copyOf(new TarBytes().pax("a=b").bytes(), 520)).hasMessage(CUT_OFF);
    byte[] read = Arrays.copyOf(archive, 600);
    assertThatExceptionOfType(ArchiveException.class)
        .isThrownBy(
            () -> {
              var reader = new TarReader(new ByteArrayInputStream(read));
              reader.next();
              content(reader);
            })
        .withMessage(CUT_OFF);
  }

  @Test
  void whatIsDamagedIsRefused() {
    refused(new byte[] {1}).hasMessage(CUT_OFF);
    byte[] text = new byte[1024];
    Arrays.fill(text, (byte) 'x');
    refused(text).hasMessage(DAMAGED);
    byte[] archive = tar.file("a", "").bytes();
    archive[0] = 'b';
    refused(archive).hasMessage(DAMAGED);
    for (String records :
        List.of("5 a=b\n", "x\n", "7 a=bcd", "6 abc\n", "999 a=b\n", "0 a=b\n", "6", "6 ")) {
      refused(new TarBytes().entry('x', "p", "", bytes(records)).file("a", "").bytes())
          .as(records)
          .hasMessage(DAMAGED);
    }
    for (String field :
        List.of("size=-1", "uid=x", "mtime=now", "size=9999999999999999999", "mtime=1.x")) {
      refused(new TarBytes().pax(field).file("a", "").bytes()).as(field).hasMessage(DAMAGED);
    }
    refused(new TarBytes().header('0', "a", "", -5, _ -> {}).bytes()).hasMessage(DAMAGED);
    refused(new TarBytes().header('0', "a", "", Long.MAX_VALUE, _ -> {}).bytes())
        .hasMessage(DAMAGED);
    refused(
            new TarBytes()
                .header('3', "a", "", 0, block -> TarBytes.number(block, 329, 8, -1))
                .bytes())
        .hasMessage(DAMAGED);
    refused(new TarBytes().pax("LIBARCHIVE.xattr.user.a=*").file("a", "").bytes())
        .hasMessage(DAMAGED);
    refused(
            new TarBytes()
                .header('0', "a", "", 0, block -> Arrays.fill(block, 124, 136, (byte) 0xbf))
                .bytes())
        .hasMessage(DAMAGED);
  }

  @Test
  void whatIsAbsurdIsRefused() {
    refused(tar.header('x', "pax", "", 1L << 40, _ -> {}).bytes())
        .hasMessage("one of its headers has 1099511627776 bytes, and at most 1048576 are read");
    refused(new TarBytes().pax("path=" + "a/".repeat(3000)).file("a", "").bytes())
        .hasMessageMatching("the name of its entry `(a/)+…` is no path");
    refused(new TarBytes().pax("path=a\0b").file("a", "").bytes())
        .hasMessage("the name of its entry `a?b` is no path");
    refused(new TarBytes().owner(0xffff_ffffL, 0).file("a", "").bytes())
        .hasMessage("it gives a file to the user or group 4294967295");
    refused(new TarBytes().entry('Z', "a\u00e9", "", new byte[0]).bytes())
        .hasMessageMatching("its entry `a.` is of the unknown kind `Z`");
  }

  private TarEntry only() throws IOException {
    List<TarEntry> entries = all();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private List<TarEntry> all() throws IOException {
    return all(tar.bytes());
  }

  private static List<TarEntry> all(byte[] archive) throws IOException {
    var reader = new TarReader(new ByteArrayInputStream(archive));
    List<TarEntry> entries = new ArrayList<>();
    for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
      entries.add(entry.get());
    }
    return entries;
  }

  private AbstractThrowableAssert<?, ?> refused() {
    return refused(tar.bytes());
  }

  private static AbstractThrowableAssert<?, ?> refused(byte[] archive) {
    return assertThatThrownBy(() -> all(archive)).isInstanceOf(ArchiveException.class);
  }

  private static String content(TarReader reader) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] buffer = new byte[7];
    for (int count = reader.read(buffer, 0, 7); count > 0; count = reader.read(buffer, 0, 7)) {
      all.write(buffer, 0, count);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
