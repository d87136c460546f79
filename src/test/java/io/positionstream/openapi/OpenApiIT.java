package io.positionstream.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The document as clients and their generators get it. */
@QuarkusTest
class OpenApiIT {

  @Test
  void servesTheDocumentThatTheTestsHoldTheServiceTo() throws IOException {
    String json = given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
    String yaml = given().get("/q/openapi").then().statusCode(200).extract().asString();

    JsonNode source = ApiDocument.get().root();
    assertThat(ApiDocument.JSON.readTree(json))
        .isEqualTo(ApiDocument.JSON.readTree(source.toString()));
    assertThat(ApiDocument.JSON.readTree(new YAMLMapper().readTree(yaml).toString()))
        .isEqualTo(ApiDocument.JSON.readTree(source.toString()));
  }

  @Test
  void answersInTheFormatThatIsAskedFor() {
    given().get("/q/openapi").then().contentType("application/yaml");
    given().accept("application/json").get("/q/openapi").then().contentType("application/json");
    given()
        .accept("application/json")
        .get("/q/openapi?format=yaml")
        .then()
        .contentType("application/yaml");
  }
}
