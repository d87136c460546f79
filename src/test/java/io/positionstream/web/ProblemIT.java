package io.positionstream.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemIT {

  @Test
  void answersUnknownPathsWithAProblem() {
    given()
        .get("/nope")
        .then()
        .statusCode(404)
        .contentType(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .body("type", equalTo("about:blank"))
        .body("title", equalTo("Not Found"))
        .body("status", equalTo(404))
        .body("error", equalTo("not_found"))
        .body("message", equalTo("There is nothing at this address."));
    given().get("/api/v1/nope").then().statusCode(404).body("error", equalTo("not_found"));
  }

  @Test
  void answersWrongMethodsWithAProblem() {
    given()
        .delete("/health")
        .then()
        .statusCode(405)
        .contentType(Problem.MEDIA_TYPE)
        .body("error", equalTo("method_not_allowed"));
  }

  @Test
  void saysThatItIsUp() {
    given().get("/health").then().statusCode(200).body("status", equalTo("UP"));
  }
}
