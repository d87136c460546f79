package io.positionstream.exchange.kalshi;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** A network that answers what a test says, at once. */
final class FakeTransport implements Transport {

  private static final String BASE = "/trade-api/v2";

  final List<URI> gets = new ArrayList<>();
  final List<Map<String, String>> signed = new ArrayList<>();
  final List<Socket> sockets = new ArrayList<>();

  /** How a subscription to ticks is answered. */
  Ticks ticks = Ticks.NUMBERED;

  enum Ticks {
    /** With its number, 9. */
    NUMBERED("{\"id\":%s,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":9}}"),
    REFUSED("{\"id\":%s,\"type\":\"error\",\"msg\":{\"code\":11,\"msg\":\"no\"}}"),
    UNANSWERED("");

    private final String reply;

    Ticks(String reply) {
      this.reply = reply;
    }

    private void answer(Socket socket, String id) {
      if (!reply.isEmpty()) {
        socket.says(reply.formatted(id));
      }
    }
  }

  /** Failures of the next upgrades, in order; then they succeed. */
  final Deque<Throwable> refusedUpgrades = new ArrayDeque<>();

  private Runnable attempted = () -> {};
  private final Map<String, Function<URI, Uni<Reply>>> answers = new HashMap<>();

  static Reply ok(String body) {
    return new Reply(200, Optional.empty(), body);
  }

  static Reply status(int status, String body) {
    return new Reply(status, Optional.empty(), body);
  }

  /** Answers {@code path} (below the base) with the replies in turn; the last one stays. */
  void answer(String path, Reply... replies) {
    Deque<Reply> left = new ArrayDeque<>(List.of(replies));
    answerWith(path, uri -> Uni.createFrom().item(left.size() > 1 ? left.remove() : left.peek()));
  }

  void answerWith(String path, Function<URI, Uni<Reply>> answer) {
    answers.put(BASE + path, answer);
  }

  /** Every path that is answered at all. */
  List<String> answered() {
    return answers.keySet().stream().map(path -> path.substring(BASE.length())).toList();
  }

  List<String> paths() {
    return gets.stream().map(uri -> uri.getPath().substring(BASE.length())).toList();
  }

  long countOf(String path) {
    return paths().stream().filter(path::equals).count();
  }

  Socket socket() {
    return sockets.getLast();
  }

  /** One key's way into this network. */
  KalshiAccess access(VirtualTime time) {
    return new KalshiAccess(
        new TestTiming.Nowhere(true),
        new KalshiSigner(TestKeys.key(), time.clock()),
        this,
        new RateBudget(time.clock(), time),
        new Surroundings(new TestTiming(), time.clock(), time, new Random(1), new WireNews()));
  }

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    gets.add(uri);
    signed.add(headers);
    return answers
        .getOrDefault(uri.getPath(), u -> Uni.createFrom().item(status(404, "")))
        .apply(uri);
  }

  /** Refuses the next upgrades; they show in the list, with their time, as they come. */
  List<Instant> refuseUpgradesAndNote(Clock clock, int count) {
    for (int i = 0; i < count; i++) {
      refusedUpgrades.add(new ConnectException("no route"));
    }
    List<Instant> attempts = new ArrayList<>();
    attempted =
        () -> {
          if (attempts.size() < count) {
            attempts.add(clock.instant());
          }
        };
    return attempts;
  }

  @Override
  public Uni<Connection> connect(URI uri, Map<String, String> headers) {
    signed.add(headers);
    attempted.run();
    if (!refusedUpgrades.isEmpty()) {
      return Uni.createFrom().failure(refusedUpgrades.remove());
    }
    sockets.add(new Socket());
    return Uni.createFrom().item(socket());
  }

  /** The other end of a WebSocket. */
  final class Socket implements Connection {
    final List<String> sent = new ArrayList<>();
    boolean closed;

    private final Inbox inbox = new Inbox();

    void says(String text) {
      inbox.add(new Message.Text(text));
    }

    void pings() {
      inbox.add(new Message.Ping());
    }

    void breaks(String reason) {
      inbox.end(reason);
    }

    /** Acknowledges the three channels every line asks for. */
    void acknowledges() {
      int sid = 1;
      for (String channel : List.of("fill", "market_positions", "market_lifecycle_v2")) {
        says(
            "{\"id\":%d,\"type\":\"subscribed\",\"msg\":{\"channel\":\"%s\",\"sid\":%d}}"
                .formatted(sid, channel, sid++));
      }
    }

    @Override
    public Multi<Message> messages() {
      return inbox.messages();
    }

    @Override
    public Uni<Void> send(String text) {
      sent.add(text);
      if (text.contains("\"subscribe\",\"params\":{\"channels\":[\"ticker\"]")) {
        ticks.answer(this, text.replaceAll(".*?\"id\":(\\d+).*", "$1"));
      }
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> close() {
      closed = true;
      return Uni.createFrom().voidItem();
    }
  }
}
