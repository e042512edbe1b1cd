package dev.cdlc.schemas;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The keyword {@code enum} with strings only. The library's own prepares its message with an
 * ObjectMapper when the schema is loaded, which {@link JsonText} explains.
 */
final class EnumKeyword extends AbstractKeyword {
  EnumKeyword() {
    super("enum");
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode allowed, Schema parent, SchemaContext context) {
    return new Validator(this, location, allowed, parent, context);
  }

  /** One {@code enum} of a schema. */
  private static final class Validator extends BaseKeywordValidator {
    private final Set<String> allowed;

    Validator(
        Keyword keyword,
        SchemaLocation location,
        JsonNode allowed,
        Schema parent,
        SchemaContext context) {
      super(keyword, allowed, location, parent, context);
      this.allowed =
          allowed.valueStream().map(JsonNode::stringValue).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void validate(
        ExecutionContext execution, JsonNode node, JsonNode root, NodePath location) {
      if (!node.isString() || !allowed.contains(node.stringValue())) {
        execution.addError(
            error()
                .instanceNode(node)
                .instanceLocation(location)
                .evaluationPath(execution.getEvaluationPath())
                .build());
      }
    }
  }
}
