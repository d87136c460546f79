package io.positionstream.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger finds who knocks at every door. */
@QuarkusTest
class ExposedSurfaceIT {

  private static final String LOGIN = "/api/v1/account/authenticate";

  private static final String NOBODYS_SESSION = "00000000-0000-4000-8000-000000000000";

  /** A request that follows on the same connection. */
  private static final String NEXT =
      "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @Test
  void everyResourceButTheLoginNeedsASession() {
    Map<String, String> resources = resources();
    assertThat(resources)
        .containsKeys(
            "POST " + LOGIN,
            "GET /api/v1/account/drift",
            "GET /api/v1/account/equity",
            "GET /api/v1/account/events",
            "GET /api/v1/account/marks/history",
            "GET /api/v1/account/positions",
            "GET /api/v1/account/positions/{ticker}/explain",
            "GET /api/v1/account/positions/{ticker}/marks",
            "GET /api/v1/account/fills",
            "GET /api/v1/account/settlements",
            "GET /api/v1/account/status",
            "GET /api/v1/account/sessions",
            "GET /api/v1/account/trades",
            "DELETE /api/v1/account/sessions/{id}");

    resources.forEach(
        (name, path) -> {
          if (path.startsWith("/api/") && !path.equals(LOGIN)) {
            given()
                .request(
                    name.substring(0, name.indexOf(' ')),
                    path.replaceAll("\\{[a-z]+}", NOBODYS_SESSION))
                .then()
                .statusCode(401)
                .body("error", equalTo("not_authenticated"));
          }
        });
    given().get("/api/v1/account/sse/positions").then().statusCode(401);
  }

  @Test
  void theOnlyOpenDoorsAreTheLoginAndTheHealth() {
    assertThat(resources().values())
        .filteredOn(path -> !path.startsWith("/api/v1/account"))
        .containsOnly("/health");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/account/logout", "/api/v1/account/sse/token", LOGIN})
  void nothingIsChangedByAGet(String path) {
    given().get(path).then().statusCode(not(200)).body("error", not(equalTo("internal_error")));
    given().head(path).then().statusCode(not(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", LOGIN, "/api/v1/account/positions", "/"})
  void refusesTrace(String path) {
    Response answer = given().header("X-Secret", "mirror-me").request("TRACE", path);

    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.asString()).doesNotContain("mirror-me");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/META-INF/resources/",
        "/.git/config",
        "/.env",
        "/application.properties",
        "/q/dev-ui",
        "/q/dev-v1",
        "/q/openapi",
        "/q/swagger-ui",
        "/q/info"
      })
  void showsNeitherFilesNorToolsOfDevelopers(String path) {
    given()
        .redirects()
        .follow(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/q/health",
        "/nope",
        "/api/v1/account/positions",
        "/api/v1/account/sse/positions"
      })
  void everyAnswerWithABodySaysWhatItIs(String path) {
    Response answer = given().redirects().follow(false).get(path);

    assertThat(answer.contentType()).matches("application/(problem\\+)?json(; ?charset=UTF-8)?");
    assertThat(answer.jsonPath().getMap("$")).isNotEmpty();
  }

  @Test
  void answersPlainHttpItselfInsteadOfRedirecting() {
    given()
        .redirects()
        .follow(false)
        .contentType(ContentType.JSON)
        .body("{\"environment\":\"mars\"}")
        .post(LOGIN)
        .then()
        .statusCode(400);
  }

  @Test
  void aStrangerCannotClaimThatItCameByHttps() {
    given()
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-For", "10.0.0.1")
        .header("Forwarded", "proto=https")
        .contentType(ContentType.JSON)
        .body("{\"environment\":\"simulator\"}")
        .post(LOGIN)
        .then()
        .statusCode(200)
        .header("Set-Cookie", not(containsString("Secure")));
  }

  @Test
  void refusesAMessageWithTwoLengths() throws IOException {
    assertThat(raw("Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}" + NEXT))
        .as("one refusal and no second answer")
        .startsWith("HTTP/1.1 400")
        .doesNotContain("\"UP\"");
  }

  @Test
  void chunksCountAndALengthBesideThemDoesNot() throws IOException {
    String body = "{\"environment\":\"mars\"}";

    String all =
        raw(
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length())
                + "\r\n"
                + body
                + "\r\n0\r\n\r\n"
                + NEXT);

    assertThat(all.split("HTTP/1\\.1 ", -1)).as("an answer each, no third").hasSize(3);
    assertThat(all).startsWith("HTTP/1.1 400").contains("must be one of").contains("\"UP\"");
  }

  private static String raw(String rest) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(3_000);
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + LOGIN
                      + " HTTP/1.1\r\nHost: localhost\r\n"
                      + "Content-Type: application/json\r\n"
                      + rest)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Method and path of every resource there is, found in the classes. */
  private static Map<String, String> resources() {
    Map<String, String> found = new TreeMap<>();
    new ClassFileImporter()
        .importPath("target/classes").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .forEach(
                type -> {
                  String base = type.getAnnotationOfType(Path.class).value();
                  type.getMethods().forEach(method -> add(found, base, method));
                });
    return found;
  }

  private static void add(Map<String, String> found, String base, JavaMethod method) {
    String path =
        method
            .tryGetAnnotationOfType(Path.class)
            .map(below -> base + "/" + below.value().replaceFirst("^/", ""))
            .orElse(base);
    if (method.isAnnotatedWith(GET.class)) {
      found.put("GET " + path, path);
    } else if (method.isAnnotatedWith(POST.class)) {
      found.put("POST " + path, path);
    } else if (method.isAnnotatedWith(DELETE.class)) {
      found.put("DELETE " + path, path);
    }
  }
}
