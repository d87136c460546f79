package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An exchange in virtual time with one member and one market, and what a test asks of it. */
class InProcessFloor {
  static final String MARKET = "KXTEST-26JUL06-A";
  static final String REST = Protocol.REST_PATH;

  final VirtualTime time = new VirtualTime();
  final InProcessExchange exchange =
      new InProcessExchange(time.clock(), (delay, task) -> time.after(delay, task), 7);
  final InProcessExchange.Member member = exchange.openAccount("1000.00");

  InProcessFloor() {
    exchange.listMarket(MARKET, "KXTEST-26JUL06", time.instant().plusSeconds(86_400));
  }

  /** Answers within a second, or not. */
  Optional<InProcessExchange.Answer> ask(String target) {
    List<InProcessExchange.Answer> answers = askLater(target);
    time.advance(Duration.ofSeconds(1));
    return answers.stream().findFirst();
  }

  InProcessExchange.Answer get(String target) {
    return ask(target).orElseThrow();
  }

  JsonObject json(String target) {
    return new JsonObject(get(target).body());
  }

  List<InProcessExchange.Answer> askLater(String target) {
    List<InProcessExchange.Answer> answers = new ArrayList<>();
    String path = target.replaceFirst("\\?.*", "");
    exchange.get(target, member.headers("GET", path, time.instant()), answers::add);
    return answers;
  }

  Client connect() {
    Client client = new Client();
    exchange.connect(member.headers("GET", Protocol.SOCKET_PATH, time.instant()), client);
    time.advance(Duration.ofSeconds(1));
    return client;
  }

  /** A socket that listens to these channels; what came so far is forgotten. */
  Client listening(String... channels) {
    Client client = connect();
    client.subscribe(channels);
    time.advance(Duration.ofSeconds(1));
    client.texts.clear();
    return client;
  }

  void fault(String kind) {
    fault(kind, new JsonObject());
  }

  void fault(String kind, JsonObject more) {
    exchange.startFault(
        new JsonObject().put("kind", kind).put("account_id", member.accountId()).mergeIn(more));
  }

  InProcessExchange.Execution buy(String count) {
    return exchange.trade(member.accountId(), MARKET, "yes", count, "0.4800");
  }

  /** Collects what it hears. */
  static final class Client implements InProcessExchange.Listener {
    final List<String> texts = new ArrayList<>();
    final List<InProcessExchange.Answer> refusals = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    int pings;
    Optional<InProcessExchange.Socket> socket = Optional.empty();

    void subscribe(String... channels) {
      send(
          new JsonObject()
              .put("id", 1)
              .put("cmd", "subscribe")
              .put("params", new JsonObject().put("channels", new JsonArray(List.of(channels)))));
    }

    void send(JsonObject command) {
      socket.orElseThrow().send(command.encode());
    }

    List<JsonObject> frames() {
      return texts.stream().map(JsonObject::new).toList();
    }

    List<String> types() {
      return frames().stream().map(f -> f.getString("type")).toList();
    }

    @Override
    public void opened(InProcessExchange.Socket opened) {
      socket = Optional.of(opened);
    }

    @Override
    public void refused(InProcessExchange.Answer answer) {
      refusals.add(answer);
    }

    @Override
    public void text(String text) {
      texts.add(text);
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void closed(String reason) {
      ends.add(reason);
    }
  }
}
