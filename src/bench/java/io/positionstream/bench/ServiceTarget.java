package io.positionstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The packaged service with its embedded PostgreSQL, at the {@link StubExchange}: every account is
 * logged in, everything is stored, nothing is switched off.
 */
final class ServiceTarget implements Target {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOGINS_AT_ONCE = 4;
  private static final long PATIENCE_SECONDS = 60;

  private final ServiceProcess service;
  private final StubExchange exchange;
  private final List<String> tokens;
  private final HttpClient http = HttpClient.newHttpClient();

  ServiceTarget(Options options, List<Feed> feeds) throws IOException {
    this.exchange = new StubExchange(options.number("exchange-port", 0), feeds);
    this.service = new ServiceProcess(options, exchange.port());
    try {
      service.start(http);
      this.tokens = logIn(feeds.size());
      awaitLines(feeds.size());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<String> logIn(int accounts) {
    String pem = pem();
    try (ExecutorService some = Executors.newFixedThreadPool(LOGINS_AT_ONCE)) {
      List<Future<String>> answers =
          IntStream.range(0, accounts)
              .mapToObj(account -> some.submit(() -> logIn(account, pem)))
              .toList();
      return answers.stream().map(ServiceTarget::joined).toList();
    }
  }

  private static String joined(Future<String> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("No login.", e);
    }
  }

  private String logIn(int account, String pem) throws IOException, InterruptedException {
    String body =
        JSON.createObjectNode()
            .put("api_key", StubExchange.key(account))
            .put("private_key", pem)
            .put("environment", "simulator")
            .toString();
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(uri("/api/v1/account/authenticate"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    JsonNode token = JSON.readTree(response.body()).path("token");
    if (!token.isTextual()) {
      throw new IllegalStateException("No login: " + response.body());
    }
    return token.asText();
  }

  private void awaitLines(int accounts) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (exchange.listening() < accounts) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Only " + exchange.listening() + " accounts listen.");
      }
      Waiting.millis(50);
    }
    // The first prices are told once more when all markets are described.
    Waiting.millis(2_000);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  /** One key is enough: the exchange knows accounts by the key's name. */
  private static String pem() {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ServiceProcess service() {
    return service;
  }

  @Override
  public String jdbcUrl() throws IOException {
    return service.jdbcUrl();
  }

  @Override
  public long collect() throws IOException {
    return service.collect();
  }

  @Override
  public Subscription subscription(int account) {
    return new Subscription(
        account,
        "127.0.0.1",
        service.port(),
        """
        GET /api/v1/account/sse/positions HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Accept: text/event-stream\r
        Authorization: Bearer %s\r
        """
            .formatted(service.port(), tokens.get(account)));
  }

  @Override
  public Publisher publisher() {
    return exchange.publisher();
  }

  @Override
  public long pid() {
    return service.pid();
  }

  @Override
  public long databasePid() throws IOException {
    return service.databasePid();
  }

  @Override
  public boolean cutsEach() {
    return false;
  }

  @Override
  public boolean sendsSnapshots() {
    return true;
  }

  /** What a browser of another site asks first; answered in the event loop. */
  @Override
  public String probe() {
    return """
    OPTIONS /api/v1/account/sse/positions HTTP/1.1\r
    Host: 127.0.0.1:%d\r
    Origin: %s\r
    Access-Control-Request-Method: GET\r
    \r
    """
        .formatted(service.port(), ServiceProcess.FRIEND);
  }

  @Override
  public void close() {
    service.close();
    try {
      exchange.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
