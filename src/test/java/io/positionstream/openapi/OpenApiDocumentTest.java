package io.positionstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.web.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says what there is, its examples are right, and it is strict. */
class OpenApiDocumentTest {

  /** Written by plain routes or by Quarkus. */
  private static final Set<String> NO_RESOURCES =
      Set.of(
          "GET /api/v1/account/sse/positions",
          "OPTIONS /api/v1/account/sse/positions",
          "GET /q/health",
          "GET /q/health/live",
          "GET /q/health/ready",
          "GET /q/health/well",
          "GET /q/metrics",
          "GET /q/openapi");

  /** Anything may stand in these: what a check adds, and the document itself. */
  private static final Set<String> OPEN = Set.of("data", "LoginRequest");

  private static final ApiDocument DOCUMENT = ApiDocument.get();

  @Test
  void everyEndpointIsDocumentedAndNothingElse() {
    Set<String> there = new TreeSet<>(Resources.all().keySet());
    there.addAll(NO_RESOURCES);

    assertThat(operations()).isEqualTo(there);
  }

  @Test
  void everyErrorIsDocumented() {
    Set<String> codes =
        Stream.of(ErrorCode.values())
            .map(ErrorCode::code)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented = new TreeSet<>();
    DOCUMENT
        .component("schemas", "Problem")
        .at("/properties/error/enum")
        .forEach(code -> documented.add(code.asText()));

    assertThat(documented).isEqualTo(codes);
    for (ErrorCode code : ErrorCode.values()) {
      if (code != ErrorCode.FORBIDDEN && code != ErrorCode.CONFLICT) { // nobody says these today
        assertThat(responsesWith(code)).as(code.code()).isNotEmpty();
      }
    }
  }

  private static List<String> responsesWith(ErrorCode code) {
    List<String> found = new ArrayList<>();
    DOCUMENT
        .root()
        .at("/components/responses")
        .propertyStream()
        .filter(
            response -> {
              JsonNode error =
                  response
                      .getValue()
                      .at("/content/application~1problem+json/schema/allOf/1/properties");
              return error.at("/status/const").asInt() == code.status()
                  && (error.at("/error/const").asText().equals(code.code())
                      || error.at("/error/enum").toString().contains('"' + code.code() + '"'));
            })
        .forEach(response -> found.add(response.getKey()));
    return found;
  }

  @Test
  void everyExampleIsRight() {
    int examples = 0;
    for (JsonNode media : medias()) {
      List<JsonNode> values = new ArrayList<>();
      if (media.has("example")) {
        values.add(media.get("example"));
      }
      media.path("examples").forEach(example -> values.add(example.get("value")));
      for (JsonNode value : values) {
        assertThat(DOCUMENT.errors(media.get("schema"), value)).as("%s", value).isEmpty();
        examples++;
      }
    }
    assertThat(examples).isGreaterThan(50);
  }

  private static List<JsonNode> medias() {
    List<JsonNode> medias = new ArrayList<>();
    DOCUMENT.root().findValues("content").forEach(content -> content.forEach(medias::add));
    return medias;
  }

  @Test
  void everySuccessHasAnExample() {
    assertThat(DOCUMENT.answers().values())
        .filteredOn(answer -> answer.status().equals("200"))
        .filteredOn(answer -> !answer.operation().matches("GET /q/(metrics|openapi)"))
        .allSatisfy(
            answer ->
                assertThat(answer.response().get("content"))
                    .as(answer.operation())
                    .allSatisfy(
                        media ->
                            assertThat(media.has("example") || media.has("examples")).isTrue()));
  }

  @Test
  void everyComponentIsUsedAndEveryReferenceLeadsSomewhere() {
    Set<String> used = new TreeSet<>();
    for (JsonNode reference : DOCUMENT.root().findValues("$ref")) {
      assertThat(DOCUMENT.root().at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
      used.add(reference.asText());
    }
    for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
      DOCUMENT
          .root()
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void everyObjectIsStrict() {
    List<String> loose = new ArrayList<>();
    DOCUMENT
        .root()
        .at("/components/schemas")
        .propertyStream()
        .forEach(schema -> loose(schema.getKey(), schema.getValue(), loose));

    assertThat(loose).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  private static void loose(String name, JsonNode schema, List<String> found) {
    boolean object = schema.path("type").toString().contains("object");
    if (object && !schema.path("additionalProperties").isBoolean()) {
      found.add(name);
    }
    schema
        .path("properties")
        .propertyStream()
        .forEach(property -> loose(property.getKey(), property.getValue(), found));
    if (schema.has("items")) {
      loose(name + "[]", schema.get("items"), found);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"resumed\",\"seq\":1,\"from_seq\":1,\"server_time\":\"2026-01-01T00:00:00Z\",\"more\":1}",
        "{\"type\":\"resumed\",\"seq\":1,\"server_time\":\"2026-01-01T00:00:00Z\"}",
        "{\"type\":\"resumed\",\"seq\":1,\"from_seq\":1,\"server_time\":\"yesterday\"}",
        "{\"type\":\"resumed\",\"seq\":\"1\",\"from_seq\":1,\"server_time\":\"2026-01-01T00:00:00Z\"}",
        "{\"type\":\"news\"}"
      })
  void aMessageThatIsNotDocumentedIsNoticed(String message) {
    assertThatThrownBy(() -> ApiContract.told(message)).isInstanceOf(AssertionError.class);
  }

  @Test
  void anAnswerThatIsNotDocumentedIsNoticed() {
    String json = "application/json;charset=UTF-8";
    ApiContract.answered("GET", "/health", 200, json, "{\"status\":\"UP\"}");

    for (Object[] wrong :
        new Object[][] {
          {"/health", 200, json, "{\"status\":\"UP\",\"more\":1}"},
          {"/health", 200, json, "{\"status\":\"FINE\"}"},
          {"/health", 200, json, "UP"},
          {"/health", 200, "text/plain", "UP"},
          {"/health", 418, json, "{\"status\":\"UP\"}"},
          {"/api/v1/account/unheard-of", 200, json, "{}"},
          {"/api/v1/account/positions", 401, json, "{}"},
          {"/api/v1/account/fills", 200, "text/csv", "trade_id,ticker\r\n"},
          {
            "/api/v1/account/drift",
            401,
            "application/problem+json",
            "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                + "\"error\":\"invalid_credentials\",\"message\":\"This code is not for here.\"}"
          }
        }) {
      assertThatThrownBy(
              () ->
                  ApiContract.answered(
                      "GET",
                      (String) wrong[0],
                      (int) wrong[1],
                      (String) wrong[2],
                      (String) wrong[3]))
          .as("%s", (Object) wrong)
          .isInstanceOf(AssertionError.class);
    }
  }

  private static Set<String> operations() {
    return DOCUMENT.answers().values().stream()
        .map(ApiDocument.Answer::operation)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
