package dev.cdlc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OciConfigSchemaTest {
  private static final List<String> GOOD = List.of("minimal", "default", "full");

  @TestFactory
  Stream<DynamicTest> acceptsGoodConfigs() {
    return GOOD.stream()
        .map(name -> dynamicTest(name, () -> assertThat(violations(good(name))).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> publishedSchemaAcceptsGoodConfigs() {
    PublishedSchema published = published();
    return GOOD.stream()
        .map(name -> dynamicTest(name, () -> assertThat(published.accepts(good(name))).isTrue()));
  }

  @Test
  void rejectsEveryWrongTypeAndUnknownProperty() throws IOException {
    assertThat(Mutation.of(good("full")))
        .filteredOn(
            mutation ->
                switch (mutation.kind()) {
                  case WRONG_TYPE, FRACTION -> true;
                  case UNKNOWN_PROPERTY -> !isFreeMap(mutation);
                  case REMOVED,
                      EMPTY_PROPERTY_NAME,
                      UNKNOWN_WORD,
                      EMPTY_STRING,
                      NUL_IN_STRING,
                      BELOW_INT64,
                      MINUS_TWO,
                      ABOVE_UINT64,
                      ABOVE_UINT32,
                      EMPTY_ARRAY,
                      FIRST_TWICE ->
                      false;
                })
        .hasSizeGreaterThan(300)
        .allMatch(mutation -> !violations(mutation.document()).isEmpty());
  }

  /** A map whose keys are the user's: annotations, sysctls, cgroup files, devices. */
  private static boolean isFreeMap(Mutation mutation) {
    return List.of("annotations", "sysctl", "unified", "netDevices", "rdma")
        .contains(
            Optional.ofNullable(mutation.place().last())
                .map(p -> p.getMatchingProperty())
                .orElse(""));
  }

  @Test
  void rejectsWhatThePublishedSchemaRejects() throws IOException {
    PublishedSchema published = published();

    assertThat(Mutation.of(good("full")).filter(m -> !published.accepts(m.document())))
        .hasSizeGreaterThan(500)
        .allMatch(mutation -> !violations(mutation.document()).isEmpty());
  }

  @Test
  void isStricterOnlyWhereAReasonIsGiven() throws IOException {
    PublishedSchema published = published();

    assertThat(Mutation.of(good("full")).filter(m -> published.accepts(m.document())))
        .allSatisfy(
            mutation ->
                assertThat(violations(mutation.document()))
                    .allMatch(v -> Stricter.RULES.stream().anyMatch(rule -> rule.explains(v))));
  }

  @Test
  void hasNoReasonWithoutAMutation() throws IOException {
    PublishedSchema published = published();
    List<Violation> beyondPublished =
        Mutation.of(good("full"))
            .filter(m -> published.accepts(m.document()))
            .flatMap(m -> violations(m.document()).stream())
            .toList();

    assertThat(Stricter.RULES).allMatch(rule -> beyondPublished.stream().anyMatch(rule::explains));
  }

  @Test
  void namesTheMissingProperty() throws IOException {
    ObjectNode config = (ObjectNode) good("minimal");
    config.remove("root");

    assertThat(violations(config)).containsExactly(violation("", "required", "root"));
  }

  @Test
  void namesTheUnknownProperty() throws IOException {
    assertThat(violations(config("'linux': { 'resources': { 'memroy': {} } }")))
        .containsExactly(violation("/linux/resources", "additionalProperties", "memroy"));
  }

  @Test
  void listsTheAllowedWords() throws IOException {
    assertThat(violations(config("'linux': { 'rootfsPropagation': 'shraed' }")))
        .containsExactly(
            violation(
                "/linux/rootfsPropagation", "enum", "private", "shared", "slave", "unbindable"));
  }

  @Test
  void namesTheTypeTheBoundAndTheExpression() throws IOException {
    assertThat(
            violations(
                config(
                    "'hostname': 7,"
                        + " 'linux': { 'maskedPaths': ['proc'], 'resources': { 'pids': { 'limit': -2 } } }")))
        .containsExactlyInAnyOrder(
            violation("/hostname", "type", "string"),
            violation("/linux/maskedPaths/0", "pattern", "^/[^\\x00]*$"),
            violation("/linux/resources/pids/limit", "minimum", "-1"));
  }

  @Test
  void escapesNamesInPointers() throws IOException {
    assertThat(violations(config("'annotations': { 'a/b~c': 1 }")))
        .containsExactly(violation("/annotations/a~1b~0c", "type", "string"));
  }

  @Test
  void rejectsANamespaceTypeTwiceWhateverItsPath() throws IOException {
    assertThat(
            violations(
                config(
                    "'linux': { 'namespaces': [{ 'type': 'pid' },"
                        + " { 'type': 'pid', 'path': '/proc/7/ns/pid' }] }")))
        .containsExactly(violation("/linux/namespaces", "maxContains", "1"));
  }

  @Test
  void rejectsAnErrnoForAnActionWithoutOne() throws IOException {
    assertThat(
            violations(
                config(
                    "'linux': { 'seccomp': { 'defaultAction': 'SCMP_ACT_ALLOW', 'defaultErrnoRet': 1,"
                        + " 'syscalls': [{ 'names': ['ptrace'], 'action': 'SCMP_ACT_KILL',"
                        + " 'errnoRet': 1 }] } }")))
        .extracting(violation -> violation.instance().toString())
        .containsExactlyInAnyOrder(
            "/linux/seccomp/defaultErrnoRet", "/linux/seccomp/syscalls/0/errnoRet");
  }

  @Test
  void validatesOnManyThreads() throws IOException {
    JsonNode good = good("full");
    JsonNode bad = config("'hostname': ''");

    assertThat(
            IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> violations(i % 2 == 0 ? good : bad).size()))
        .containsOnly(0, 1)
        .filteredOn(count -> count == 1)
        .hasSize(100);
  }

  private static PublishedSchema published() {
    Optional<PublishedSchema> published = PublishedSchema.load();
    assumeTrue(
        published.isPresent(),
        () -> "no published schema in " + PublishedSchema.folder() + "; set CDLC_SHARED");
    return published.orElseThrow();
  }

  private static List<Violation> violations(JsonNode config) {
    return Schemas.validate(SchemaId.OCI_CONFIG, config);
  }

  private static Violation violation(String place, String keyword, String... arguments) {
    return new Violation(JsonPointer.compile(place), keyword, List.of(arguments));
  }

  /** A minimal config with more properties, written with single quotes. */
  private static JsonNode config(String properties) {
    String text = "{ 'ociVersion': '1.0.0', 'root': { 'path': 'r' }, " + properties + " }";
    return JsonText.read(
        new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode good(String name) throws IOException {
    return resource("good/" + name + ".json");
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream text = OciConfigSchemaTest.class.getResourceAsStream(name)) {
      return JsonText.read(Objects.requireNonNull(text, name));
    }
  }
}
