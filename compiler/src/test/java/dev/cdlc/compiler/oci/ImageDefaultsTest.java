package dev.cdlc.compiler.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdlc.compiler.Compilation;
import dev.cdlc.compiler.Compile;
import dev.cdlc.compiler.diagnostic.Code;
import dev.cdlc.compiler.diagnostic.Diagnostic;
import dev.cdlc.compiler.diagnostic.Source;
import dev.cdlc.compiler.diagnostic.SourceId;
import dev.cdlc.compiler.input.Answer;
import dev.cdlc.compiler.input.ImageConfig;
import dev.cdlc.compiler.input.ImageSource;
import dev.cdlc.compiler.input.Inputs;
import dev.cdlc.compiler.input.Observation;
import dev.cdlc.compiler.input.Settings;
import dev.cdlc.compiler.model.User;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ImageDefaultsTest {
  private static final ImageConfig WEB =
      new ImageConfig(
          List.of("/bin/web", "--quiet"),
          List.of("PATH=/opt/bin", "MODE=image", "not a variable", "=neither"),
          Optional.of("web:33"),
          Optional.of("srv"));

  private static final ImageConfig NOTHING =
      new ImageConfig(List.of(), List.of(), Optional.empty(), Optional.empty());

  @Test
  void holdWhereNothingIsSaid() {
    Compilation compiled = compile("", WEB);
    OciConfig.Process process = process(compiled);
    assertThat(process.args()).containsExactly("/bin/web", "--quiet");
    assertThat(process.env()).containsExactly("HOME=/", "PATH=/opt/bin", "MODE=image");
    assertThat(process.cwd()).isEqualTo("/srv");
    assertThat(compiled.containers().getFirst().emission().extras().user())
        .contains(
            new User(
                new User.Id.Named("web"),
                Optional.of(new User.Id.Numeric(33)),
                List.of(),
                OptionalInt.empty()));
  }

  @Test
  void giveWayToWhatIsSaid() {
    OciConfig.Process process =
        process(compile("run /bin/id; env MODE=own; env pass PATH; user 7:8; cwd /own", WEB));
    assertThat(process.args()).containsExactly("/bin/id");
    assertThat(process.env()).containsExactly("HOME=/", "MODE=own");
    assertThat(process.cwd()).isEqualTo("/own");
    assertThat(process.user().uid()).isEqualTo(7);
  }

  @Test
  void standWhereTheImageIsNamed() {
    Compilation compiled = compile("", WEB);
    Origins origins = compiled.containers().getFirst().emission().origins();
    for (String pointer : List.of("/process/args", "/process/env/2", "/process/user")) {
      assertThat(origins.at(pointer).span()).isEqualTo(origins.at("/root").span());
    }
  }

  @Test
  void anImageWithoutACommandIsTold() {
    Compilation compiled = compile("", NOTHING);
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.MISSING_RUN);
    assertThat(compiled.diagnostics().getFirst().message())
        .isEqualTo("container `web` has no command, and neither has its image");
    assertThat(compile("run /bin/id", NOTHING).diagnostics()).isEmpty();
  }

  @Test
  void whatNoContainerCanHaveIsRefused() {
    for (String user : List.of("../x", ":", "a:b:c", "a b", "-1")) {
      refused(new ImageConfig(List.of("a"), List.of(), Optional.of(user), Optional.empty()));
    }
    refused(new ImageConfig(List.of("a\0b"), List.of(), Optional.empty(), Optional.empty()));
    refused(new ImageConfig(List.of("a"), List.of("A=b\0"), Optional.empty(), Optional.empty()));
  }

  private static void refused(ImageConfig config) {
    Compilation compiled = compile("", config);
    assertThat(compiled.containers()).isEmpty();
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.ROOT_NOT_PREPARED);
  }

  @Test
  void numbersThatAreNoIdsAreNames() {
    var config =
        new ImageConfig(List.of("a"), List.of(), Optional.of("4294967295"), Optional.empty());
    assertThat(compile("", config).containers().getFirst().emission().extras().user())
        .map(User::uid)
        .contains(new User.Id.Named("4294967295"));
  }

  @Test
  void anImageThatCannotBeReadIsAnError() {
    Compilation compiled =
        compile("root oci ./l:v1", Settings.NONE, new Answer.Refused<>("it is damaged"));
    assertThat(compiled.containers()).isEmpty();
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("the image in /srv/cdl/l cannot be read: it is damaged");
  }

  @Test
  void anImageThatCannotBePulledIsAnError() {
    Compilation compiled =
        compile("root image web:v1", Settings.NONE, new Answer.Refused<>("no such host"));
    assertThat(compiled.containers()).isEmpty();
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("the image web:v1 cannot be pulled: no such host");
  }

  @Test
  void anImageOfARegistryIsAskedForByItsName() {
    Compilation compiled = compile("root image web:v1", Settings.NONE, new Answer.Found<>(WEB));
    assertThat(process(compiled).args()).containsExactly("/bin/web", "--quiet");
    assertThat(compiled.observations())
        .containsExactly(
            new Observation.Image(
                new ImageSource(ImageSource.Form.REGISTRY, "web:v1", Optional.empty()),
                new Answer.Found<>(WEB)));
  }

  @Test
  void whoOnlyLooksAsksForNone() {
    Settings looking = Settings.NONE.with(Settings.Values.DISPENSABLE);
    Compilation compiled = compile("root oci ./l:v1", looking, new Answer.Refused<>("never asked"));
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.observations()).isEmpty();
  }

  @Test
  void onlyImagesAreAskedFor() {
    for (String root : List.of("root ./fs", "root tar ./fs.tar", "root host")) {
      assertThat(
              compile(root + "; run a", Settings.NONE, new Answer.Refused<>("never asked"))
                  .observations())
          .isEmpty();
    }
    Compilation compiled =
        compile("root docker-archive /d.tar:web:v1", Settings.NONE, new Answer.Found<>(WEB));
    assertThat(compiled.observations())
        .containsExactly(
            new Observation.Image(
                new ImageSource(ImageSource.Form.DOCKER_ARCHIVE, "/d.tar", Optional.of("web:v1")),
                new Answer.Found<>(WEB)));
  }

  private static OciConfig.Process process(Compilation compiled) {
    assertThat(compiled.diagnostics()).isEmpty();
    return compiled.containers().getFirst().emission().config().process();
  }

  private static Compilation compile(String body, ImageConfig config) {
    return compile("root oci ./l; " + body, Settings.NONE, new Answer.Found<>(config));
  }

  private static Compilation compile(String body, Settings settings, Answer<ImageConfig> answer) {
    return Compile.compile(
        new Source(new SourceId("web.cdl"), "container web < " + body + " >\n"),
        new Bundle("/srv/cdl", Bundle.Paths.RELATIVE),
        new Answering(answer),
        settings);
  }

  private record Answering(Answer<ImageConfig> answer) implements Inputs {
    @Override
    public Answer<String> realPath(String path) {
      return new Answer.Absent<>();
    }

    @Override
    public Answer<ByteBuffer> read(String path) {
      return new Answer.Absent<>();
    }

    @Override
    public Answer<ImageConfig> image(ImageSource source) {
      return answer;
    }

    @Override
    public Optional<String> variable(String name) {
      return Optional.empty();
    }
  }
}
