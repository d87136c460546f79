package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.positionstream.stream.SseClient;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** The packaged service is told to end while streams are open. */
@Execution(CONCURRENT)
class ShutdownIT {

  private static final int STREAMS = 20;
  private static final Pattern LAST_EVENT =
      Pattern.compile(
          "\nretry: (\\d+)\ndata: \\{\"type\":\"error\",\"error\":\"server_shutdown\",[^\n]*}\n\n$");

  @Test
  void everyStreamIsToldAndEndsProperlyWhileNobodyNewIsLetIn(@TempDir Path home) {
    try (Service service =
        new Service(home, Map.of("STREAM_DRAIN", "4s", "WEB_SEND_BUFFER", "4K"))) {
      service.start();
      Client client = new Client(service.port());
      client.authenticate("{\"environment\":\"simulator\"}");
      Metrics metrics = new Metrics(service.port());
      List<Client.Stream> streams = new ArrayList<>();
      // Those of the client share one connection of HTTP/2; this is one of HTTP/1.1.
      try (RawStream stalled = new RawStream(service.port(), client.token(), new SseClient());
          RawStream single = new RawStream(service.port(), client.token(), new SseClient())) {
        await().until(() -> metrics.sum("stream_queued_bytes") > 0);
        for (int i = 0; i < STREAMS; i++) {
          streams.add(client.stream(""));
        }
        await().until(() -> streams.stream().allMatch(s -> s.types().contains("snapshot")));

        assertThat(streams.getFirst().response().version()).isEqualTo(HttpClient.Version.HTTP_2);

        CompletableFuture<Process> exit = service.terminate();

        await().until(() -> service.health() == 503);
        HttpResponse<String> refused = client.get("/sse/positions");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"error\":\"service_unavailable\"");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        await().until(() -> streams.stream().anyMatch(Client.Stream::isOver));
        assertThat(streams).as("one by one").anyMatch(s -> !s.isOver());
        while (!single.isOver()) {
          single.read(10_000);
        }
        assertThat(single.client().types()).endsWith("error");
        assertThat(single.isWhole()).isTrue();
        await().until(() -> streams.stream().allMatch(Client.Stream::isOver));
        assertThat(streams).noneMatch(Client.Stream::wasCut);
        assertThat(streams.stream().map(ShutdownIT::retry).distinct().count())
            .as("each comes back at a time of its own")
            .isGreaterThan(STREAMS / 2);
        assertThat(exit).as("a stalled reader too").succeedsWithin(Duration.ofSeconds(30));
        assertThat(stalled.isOver()).isFalse();
      }
    }
  }

  private static long retry(Client.Stream stream) {
    Matcher last = LAST_EVENT.matcher(stream.raw());
    assertThat(last.find()).as("last words of %s", stream.raw()).isTrue();
    return Long.parseLong(last.group(1));
  }
}
