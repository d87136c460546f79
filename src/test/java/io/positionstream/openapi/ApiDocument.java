package io.positionstream.openapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The OpenAPI document as it stands in the sources, and its schemas ready to validate. */
public final class ApiDocument {

  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final String NAME = "https://position-stream.example/openapi";
  private static final ApiDocument THE_ONE = new ApiDocument();

  private final JsonNode root;

  /** Schemas by what they describe; the library finds them by their number below "found". */
  private final Map<JsonNode, Integer> numbers = new ConcurrentHashMap<>();

  private final Map<Integer, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final JsonSchemaFactory schemas;

  /** One answer to one operation. */
  public record Answer(String operation, String status, JsonNode response) {}

  private ApiDocument() {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      root = new YAMLMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", root.get("components"));
    ArrayNode found = whole.putArray("found");
    root.findValues("schema").forEach(schema -> add(schema, found));
    root.at("/components/schemas").forEach(schema -> add(schema, found));
    schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory ->
                factory.schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, whole.toString()))));
  }

  public static ApiDocument get() {
    return THE_ONE;
  }

  private void add(JsonNode schema, ArrayNode found) {
    if (numbers.putIfAbsent(schema, found.size()) == null) {
      found.add(schema);
    }
  }

  public JsonNode root() {
    return root;
  }

  /** "GET /api/v1/account/positions/{ticker}/marks" for a request to such an address. */
  Optional<String> operation(String method, String path) {
    // Literal addresses sort before templates only by chance, but none of ours collide.
    return paths()
        .filter(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
        .filter(template -> root.get("paths").get(template).has(method.toLowerCase()))
        .map(template -> method + " " + template)
        .findFirst();
  }

  boolean knows(String path) {
    return paths().anyMatch(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")));
  }

  private Stream<String> paths() {
    return root.get("paths").propertyStream().map(Map.Entry::getKey);
  }

  /** All answers that are documented, by operation and status. */
  public Map<String, Answer> answers() {
    Map<String, Answer> all = new TreeMap<>();
    root.get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        method -> {
                          String name = method.getKey().toUpperCase() + " " + path.getKey();
                          method
                              .getValue()
                              .get("responses")
                              .propertyStream()
                              .forEach(
                                  r ->
                                      all.put(
                                          name + " " + r.getKey(),
                                          new Answer(name, r.getKey(), resolved(r.getValue()))));
                        }));
    return all;
  }

  Optional<JsonNode> answer(String operation, int status) {
    return Optional.ofNullable(answers().get(operation + " " + status)).map(Answer::response);
  }

  JsonNode component(String kind, String name) {
    return root.at("/components/" + kind + "/" + name);
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** What is wrong with a value, by the schema; nothing if it is as documented. */
  List<String> errors(JsonNode schema, JsonNode value) {
    int number = numbers.get(schema);
    JsonSchema validator =
        compiled.computeIfAbsent(
            number,
            n ->
                schemas.getSchema(
                    SchemaLocation.of(NAME + "#/found/" + n),
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build()));
    return validator.validate(value).stream().map(ValidationMessage::toString).sorted().toList();
  }
}
