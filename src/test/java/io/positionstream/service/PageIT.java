package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as the packaged service serves it. */
@Execution(CONCURRENT)
class PageIT {

  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  @TempDir static Path home;
  private static Service service;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    service = new Service(home);
    service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/events", "/activity", "/positions/KXBTC-25DEC31-T99999.99"})
  void everyAddressOfAViewIsThePage(String path) throws Exception {
    HttpResponse<String> page = get(path, HTML);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.body()).contains("<div id=\"root\">");
  }

  @Test
  void thePageMayRunItsOwnFilesAndNothingInline() throws Exception {
    HttpResponse<String> page = get("/", HTML);

    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy.split("; "))
        .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
        .noneMatch(part -> part.contains("unsafe") || part.contains("http"));
    assertThat(page.body())
        .doesNotContain("<style", "style=", "onload=", "javascript:")
        .doesNotContainPattern("<script(?![^>]* src=)");
  }

  @Test
  void thePageIsAskedForAnewAndItsFilesAreKept() throws Exception {
    HttpResponse<String> page = get("/", HTML);
    assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-cache");

    List<String> files = files(page.body());
    assertThat(files).anyMatch(f -> f.endsWith(".js")).anyMatch(f -> f.endsWith(".css"));
    for (String file : files) {
      HttpResponse<String> answer = get(file, "*/*");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("Cache-Control"))
          .containsExactly("public, max-age=31536000, immutable");
    }
  }

  @Test
  void scriptsTravelCompressedAndWhatIsSomebodysDoesNot() throws Exception {
    String script =
        files(get("/", HTML).body()).stream().filter(f -> f.endsWith(".js")).findFirst().get();

    assertThat(encoding(script)).isEqualTo("gzip");
    assertThat(encoding("/api/v1/account/positions")).isNotEqualTo("gzip");
    assertThat(encoding("/health")).isNotEqualTo("gzip");
  }

  @Test
  void theFirstLoadIsAtMost200KilobytesOfScript() throws Exception {
    int bytes = 0;
    for (String file : files(get("/", HTML).body())) {
      if (file.endsWith(".js")) {
        HttpRequest request = request(file, "*/*").header("Accept-Encoding", "gzip").build();
        bytes += HTTP.send(request, BodyHandlers.ofByteArray()).body().length;
      }
    }

    assertThat(bytes).isBetween(1, 200_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/v1/account/nowhere",
        "/api/nowhere",
        "/q/nowhere",
        "/assets/index-00000000.js",
        "/health/nowhere"
      })
  void whatIsNoViewIsNeverThePage(String path) throws Exception {
    for (String accept : List.of(HTML, "*/*", "application/json")) {
      HttpResponse<String> answer = get(path, accept);

      assertThat(answer.statusCode()).isBetween(400, 499);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.env", "/.git/config", "/META-INF/resources/", "/events", "/nowhere"})
  void aProgramIsToldThatThereIsNothing(String path) throws Exception {
    HttpResponse<String> answer = get(path, "*/*");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"error\":\"not_found\"");
  }

  private static List<String> files(String page) {
    return Pattern.compile("\"(/assets/[^\"]+)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String encoding(String path) throws IOException, InterruptedException {
    return HTTP.send(
            request(path, "*/*").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.discarding())
        .headers()
        .firstValue("Content-Encoding")
        .orElse("identity");
  }

  private static HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return HTTP.send(request(path, accept).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Accept", accept);
  }
}
