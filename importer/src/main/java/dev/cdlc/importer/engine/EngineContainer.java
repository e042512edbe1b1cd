package dev.cdlc.importer.engine;

import dev.cdlc.compiler.diagnostic.Span;
import dev.cdlc.importer.cdl.ContainerName;
import dev.cdlc.importer.cdl.Statement;
import dev.cdlc.importer.cdl.Statement.Layout;
import dev.cdlc.importer.cdl.Text;
import dev.cdlc.importer.cdl.Word;
import java.util.Optional;

/**
 * A container as an engine describes it: gathers statements of CDL, and reports what they cannot
 * say. Of what is said twice, the second holds.
 */
public final class EngineContainer {
  private final Report report;
  private final Values values;
  private final Body body = new Body();
  private final ProcessPart process;
  private final MountPart mounts;
  private final NetworkPart network;
  private final NamespacePart namespaces;
  private final PrivilegePart privileges;
  private final ResourcePart resources;
  private final AroundPart around;
  private Optional<Located> image = Optional.empty();

  private record Located(Text text, Span span) {}

  /**
   * @param first where the container begins in what is imported
   */
  public EngineContainer(Span first, Params params, Report report) {
    this.report = report;
    this.values = new Values(params, report);
    var sayings = new Sayings(body, params, values, report);
    process = new ProcessPart(sayings);
    mounts = new MountPart(sayings);
    namespaces = new NamespacePart(sayings);
    network = new NetworkPart(sayings, namespaces);
    privileges = new PrivilegePart(sayings, first);
    resources = new ResourcePart(sayings);
    around = new AroundPart(sayings);
  }

  /** Reads values in the engines' notations. */
  public Values values() {
    return values;
  }

  public ProcessPart process() {
    return process;
  }

  public MountPart mounts() {
    return mounts;
  }

  public NetworkPart network() {
    return network;
  }

  public NamespacePart namespaces() {
    return namespaces;
  }

  public PrivilegePart privileges() {
    return privileges;
  }

  public ResourcePart resources() {
    return resources;
  }

  public AroundPart around() {
    return around;
  }

  /** The image that its root is made from. */
  public void image(Text reference, Span span) {
    image = Optional.of(new Located(reference, span));
  }

  /**
   * A name for the container of an image: {@code nginx} for {@code docker.io/library/nginx:1.25}.
   */
  public static Optional<String> nameOf(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return ContainerName.of(last.replaceFirst("[:@].*", ""));
  }

  /**
   * The container, under a name that CDL allows.
   *
   * @param folder where its image is unpacked
   */
  public Statement statement(String name, String folder) {
    var root = Statement.of("root", folder);
    body.say(Slot.ROOT, mounts.readOnly() ? root.and("ro") : root);
    image.ifPresent(said -> reportImage(said, folder));
    process.finish();
    namespaces.finish();
    privileges.finish();
    return Statement.of("container", Word.of(name)).with(Layout.LINES, body.statements());
  }

  private void reportImage(Located said, String folder) {
    report.otherwise(
        said.span(),
        "`root " + folder + "` stands for the image `" + said.text().shown() + "`",
        "unpack it there, as with docker export $(docker create IMAGE) | tar -xC %s; its own command, variables and user are not known here"
            .formatted(folder));
  }
}
