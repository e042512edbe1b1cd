package dev.cdlc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemasTest {
  private static final SchemaLocation META_SCHEMA =
      SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");

  @ParameterizedTest
  @EnumSource
  void schemaIsValid(SchemaId id) throws IOException {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(META_SCHEMA);
    try (InputStream schema = SchemaId.class.getResourceAsStream(id.resource())) {
      assertThat(metaSchema.validate(JsonText.read(Objects.requireNonNull(schema, id.resource()))))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void dialectHasEveryKeywordOfTheSchema(SchemaId id) {
    assertThatCode(() -> Schemas.load(id)).doesNotThrowAnyException();
  }
}
