package dev.cdlc.runtime.container;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a container while it exists.
 *
 * @param process the init; while the container is being created, who creates it
 * @param created whether the init waits, or has been started
 * @param bundle absolute
 * @param rootfs absolute
 * @param cgroups where its cgroup may be: one folder a hierarchy, the tracking one first
 * @param hooked whether there are hooks for its start or its end
 */
public record ContainerRecord(
    ProcessIdentity process,
    boolean created,
    String ociVersion,
    Path bundle,
    Path rootfs,
    Instant time,
    List<Path> cgroups,
    SortedMap<String, String> annotations,
    boolean hooked) {
  private static final String CGROUP = "cgroup.";
  private static final String ANNOTATION = "annotation.";

  public ContainerRecord {
    cgroups = List.copyOf(cgroups);
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** The same when another process creates it. */
  public ContainerRecord createdBy(ProcessIdentity creator) {
    return with(creator, false);
  }

  /** The same when its init waits. */
  public ContainerRecord createdAs(ProcessIdentity init) {
    return with(init, true);
  }

  private ContainerRecord with(ProcessIdentity of, boolean isCreated) {
    return new ContainerRecord(
        of, isCreated, ociVersion, bundle, rootfs, time, cgroups, annotations, hooked);
  }

  String text() throws IOException {
    var properties = new Properties();
    properties.setProperty("pid", Long.toString(process.pid()));
    properties.setProperty("startTime", Long.toString(process.startTime()));
    properties.setProperty("created", Boolean.toString(created));
    properties.setProperty("ociVersion", ociVersion);
    properties.setProperty("bundle", bundle.toString());
    properties.setProperty("rootfs", rootfs.toString());
    properties.setProperty("time", time.toString());
    properties.setProperty("hooked", Boolean.toString(hooked));
    annotations.forEach((name, value) -> properties.setProperty(ANNOTATION + name, value));
    for (int i = 0; i < cgroups.size(); i++) {
      properties.setProperty(CGROUP + i, cgroups.get(i).toString());
    }
    var text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }

  static ContainerRecord read(String text) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(text));
    List<Path> cgroups = new ArrayList<>();
    for (int i = 0; properties.containsKey(CGROUP + i); i++) {
      cgroups.add(Path.of(said(properties, CGROUP + i)));
    }
    var annotations = new TreeMap<String, String>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(ANNOTATION)) {
        annotations.put(key.substring(ANNOTATION.length()), said(properties, key));
      }
    }
    return new ContainerRecord(
        new ProcessIdentity(
            Long.parseLong(said(properties, "pid")), Long.parseLong(said(properties, "startTime"))),
        Boolean.parseBoolean(said(properties, "created")),
        said(properties, "ociVersion"),
        Path.of(said(properties, "bundle")),
        Path.of(said(properties, "rootfs")),
        Instant.parse(said(properties, "time")),
        cgroups,
        annotations,
        Boolean.parseBoolean(said(properties, "hooked")));
  }

  private static String said(Properties properties, String key) throws IOException {
    return Optional.ofNullable(properties.getProperty(key))
        .orElseThrow(() -> new IOException("the container's state lacks " + key));
  }
}
