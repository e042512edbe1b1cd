package dev.cdlc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals as they run cdlc, on files of a folder. */
class CdlcMojoTest {
  private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));
  private static final String FINE = "container web < root ./r; run /bin/date >\n";

  @TempDir private Path folder;
  private final Recorded log = new Recorded();

  private <M extends CdlcMojo> M here(M goal) {
    return Goals.in(folder, log, goal);
  }

  private ValidateMojo validate() {
    return here(new ValidateMojo(Toolchains.none()));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsPrintedIsInTheLog() throws Exception {
    write("web.cdl", FINE);
    validate().execute();
    assertThat(log.lines())
        .containsExactly("debug cdlc validate --color never", "info 1 file checked, nothing found");
  }

  @Test
  void whatIsOnlyUnwiseIsAWarning() throws Exception {
    write("web.cdl", "container web < root ./r; run /bin/date; restart always >\n");
    validate().execute();
    assertThat(log.lines()).contains("warn 1 warning in 1 file");
  }

  @Test
  void reportsGoIntoFoldersThatAreMade() throws Exception {
    write("web.cdl", FINE);
    ValidateMojo goal = validate();
    goal.outputs = List.of("sarif=target/reports/cdlc.sarif", "jsonl");
    goal.execute();
    assertThat(folder.resolve("target/reports/cdlc.sarif")).content().contains("2.1.0");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    write("target", "a file");
    ValidateMojo goal = validate();
    goal.outputs = List.of("sarif=target/cdlc.sarif");
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(goal::execute)
        .withMessageStartingWith("cannot make the folder of target/cdlc.sarif: ");
  }

  @Test
  void errorsFailTheBuild() throws IOException {
    write("web.cdl", FINE + "xxx;\n");
    assertThatExceptionOfType(MojoFailureException.class)
        .isThrownBy(() -> validate().execute())
        .withMessage("cdlc validate tells why above");
    assertThat(log.lines()).contains("error   --> web.cdl:2:1");
  }

  @Test
  void aCommandLineThatIsWrongIsAnError() {
    ValidateMojo goal = validate();
    goal.level = "restrictd";
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(goal::execute)
        .withMessage("cdlc validate failed with exit status 2, and tells why above");
    assertThat(log.lines()).contains("error   help: did you mean 'restricted'?");
  }

  @Test
  void skippedMeansNothingIsRun() throws AbstractMojoExecutionException {
    ValidateMojo goal = validate();
    goal.skip = true;
    goal.execute();
    assertThat(log.lines()).containsExactly("info skipped, as cdlc.skip says");
  }

  @Test
  void withoutAProjectPathsStartHere() throws AbstractMojoExecutionException {
    FmtMojo goal = here(new FmtMojo(Toolchains.none()));
    goal.basedir = null;
    goal.check = true;
    goal.paths = List.of(folder.resolve("gone.cdl").toString());
    assertThatExceptionOfType(MojoExecutionException.class).isThrownBy(goal::execute);
    assertThat(log.lines()).anyMatch(line -> line.contains("no such file or folder"));
  }

  @Test
  void compileWritesABundle() throws Exception {
    write("web.cdl", FINE);
    CompileMojo goal = here(new CompileMojo(Toolchains.selecting(THIS_JAVA)));
    goal.file = "web.cdl";
    goal.directory = folder.resolve("bundle").toFile();
    goal.execute();
    assertThat(folder.resolve("bundle/config.json")).exists();
  }

  @Test
  void toolchainsComeBeforeMavensOwnJava() throws Exception {
    write("web.cdl", FINE);
    var listing = Toolchains.listing(folder.resolve("gone"), THIS_JAVA);
    here(new ValidateMojo(listing)).execute();
    assertThat(listing.asked()).containsExactly("[25,)");
    here(new ValidateMojo(Toolchains.selecting(folder.resolve("gone")))).execute();
    assertThat(log.lines()).filteredOn(line -> line.startsWith("info 1 file")).hasSize(2);
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws IOException {
    Path old = Files.createDirectory(folder.resolve("jdk-17"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    ValidateMojo goal = validate();
    goal.javaHome = old.toFile();
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(goal::execute)
        .withMessageStartingWith("cdlc needs Java 25 or later; found: 17 in " + old)
        .withMessageContaining("-Dcdlc.javaHome=FOLDER");
  }

  @Test
  void aJavaThatCannotBeRunIsNamed() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("jdk-25"));
    Files.writeString(broken.resolve("release"), "JAVA_VERSION=\"25\"\n");
    ValidateMojo goal = validate();
    goal.javaHome = broken.toFile();
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(goal::execute)
        .withMessageStartingWith("cannot run " + broken.resolve("bin/java"));
  }

  @Test
  void anInterruptEndsTheRun() throws IOException {
    write("web.cdl", FINE);
    ValidateMojo goal = validate();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(goal::execute)
        .withMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
