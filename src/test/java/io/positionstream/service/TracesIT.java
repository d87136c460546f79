package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** Traces leave the packaged service only when somebody has switched them on. */
@Timeout(180)
@Execution(CONCURRENT)
class TracesIT {

  @TempDir Path home;

  private final AtomicInteger calls = new AtomicInteger();
  private ServerSocket collector;

  @BeforeEach
  void aCollectorThatHangsUp() throws IOException {
    collector = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(
        () -> {
          while (!collector.isClosed()) {
            try {
              collector.accept().close();
              calls.incrementAndGet();
            } catch (IOException e) {
              // Closed at the end of the test.
              return;
            }
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    collector.close();
  }

  @Test
  void nobodyIsCalledUnlessItIsSwitchedOn() throws Exception {
    try (Service service = service(Map.of())) {
      ask(service);
      await()
          .during(Duration.ofSeconds(8))
          .atMost(Duration.ofSeconds(20))
          .until(() -> calls.get() == 0);
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void theCollectorIsCalledWhenItIsSwitchedOn() throws Exception {
    try (Service service = service(Map.of("OTEL_SDK_DISABLED", "false"))) {
      ask(service);
      await().atMost(Duration.ofSeconds(60)).until(() -> calls.get() > 0);
    }
  }

  private Service service(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getLocalPort());
    Service service = new Service(home, settings);
    service.start();
    return service;
  }

  private static void ask(Service service) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/api/v1/account/positions"))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
  }
}
