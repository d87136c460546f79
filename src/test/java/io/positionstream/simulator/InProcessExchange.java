package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The simulator without network, threads, disk and real time: the same routes, checks, books and
 * faults, reached by method calls. Everything that crosses the wire takes a moment of virtual time,
 * drawn from the seed, and keeps its order within one socket; nothing is called back from within a
 * call. One thread at a time.
 */
public final class InProcessExchange {
  private static final Duration CHORES = Duration.ofSeconds(1);
  private static final int LONGEST_WAY_MS = 20;

  private final Clock clock;
  private final Timer timer;
  private final RandomGenerator random;
  private final Venue venue;

  /** Runs something later, on the thread that drives the test. */
  @FunctionalInterface
  public interface Timer {
    void after(Duration delay, Runnable task);
  }

  /**
   * An HTTP answer.
   *
   * @param status 0 when the connection ended without an answer
   */
  public record Answer(int status, Optional<String> date, String body) {}

  /** The client's end of a socket. */
  public interface Socket {
    /** Names the socket to {@code connection} of a fault. */
    long number();

    void send(String text);

    void close();
  }

  /** What a client hears of its socket. */
  public interface Listener {
    void opened(Socket socket);

    /** The upgrade was answered otherwise; status 0 when it was not answered. */
    void refused(Answer answer);

    void text(String text);

    void ping();

    /** The end of an open socket, whoever ended it; nothing comes after. */
    void closed(String reason);
  }

  /** An account and its key. */
  public record Member(String accountId, String keyId, String pem) {

    /** The three headers of a request at that moment; {@code path} without query. */
    public Map<String, String> headers(String method, String path, Instant at) {
      return Signing.headers(keyId, pem, method, path, at);
    }
  }

  /** One holding, as the books have it. */
  public record Position(
      String ticker,
      BigDecimal position,
      BigDecimal exposure,
      BigDecimal realized,
      BigDecimal fees,
      BigDecimal traded) {}

  /** One fill, as the books have it. */
  public record Execution(
      String tradeId,
      String ticker,
      String side,
      BigDecimal count,
      BigDecimal yesPrice,
      BigDecimal fee) {}

  /** One settlement, as the books have it; {@code revenue} in dollars. */
  public record Payment(String ticker, String result, BigDecimal revenue) {}

  /**
   * All that is true of an account; fills and settlements newest first.
   *
   * @param sockets the numbers of its open ones
   */
  public record Truth(
      BigDecimal cash,
      List<Position> positions,
      List<Execution> fills,
      List<Payment> settlements,
      List<Long> sockets) {}

  public InProcessExchange(Clock clock, Timer timer, long seed) {
    this.clock = clock;
    this.timer = timer;
    this.random = new SplittableRandom(seed);
    this.venue =
        new Venue(
            new Books(), _ -> {}, clock, new TimerScheduler(timer), new InlineWorker(), random);
    timer.after(CHORES, this::chores);
  }

  /** Asks REST; the answer comes once, later, or never when it is delayed beyond the test. */
  public void get(String target, Map<String, String> headers, Consumer<Answer> answered) {
    Call call = new Call("GET", target, headers);
    timer.after(way(), () -> venue.door().ask(call, new Way(answered)));
  }

  /** Asks for a socket. */
  public void connect(Map<String, String> headers, Listener listener) {
    Call call = new Call("GET", Protocol.SOCKET_PATH, headers);
    timer.after(way(), () -> venue.door().upgrade(call, new Arrival(listener)));
  }

  /**
   * Carries out a call of the control surface, at once.
   *
   * @param path below {@code /sim/v1}
   * @throws IllegalStateException when it is refused
   */
  public JsonObject control(String method, String path, JsonObject body) {
    AtomicReference<Reply> reply = new AtomicReference<>();
    venue.control().serve(method, ControlDesk.PATH + path, body.encode(), reply::set);
    if (reply.get().status() != 200) {
      throw new IllegalStateException(method + " " + path + ": " + reply.get().body());
    }
    return new JsonObject(reply.get().body());
  }

  /** A new account with an Ed25519 key, which is quick to make and to check. */
  public Member openAccount(String cash) {
    return openAccount(cash, "ed25519");
  }

  /**
   * @param keyType rsa or ed25519
   */
  public Member openAccount(String cash, String keyType) {
    JsonObject made =
        post("/accounts", new JsonObject().put("cash_dollars", cash).put("key_type", keyType));
    return new Member(
        made.getString("account_id"), made.getString("key_id"), made.getString("private_key_pem"));
  }

  public void listMarket(String ticker, String event, Instant closes) {
    post(
        "/markets",
        new JsonObject()
            .put("market_ticker", ticker)
            .put("event_ticker", event)
            .put("title", ticker)
            .put("close_time", closes.toString()));
  }

  /** Sets both sides of the book, with 100 contracts each. */
  public void quote(String ticker, String yesBid, String yesAsk) {
    post(
        "/markets/" + ticker + "/quote",
        new JsonObject().put("yes_bid_dollars", yesBid).put("yes_ask_dollars", yesAsk));
  }

  /** Executes a trade; the fee is the standard one of a taker. */
  public Execution trade(
      String account, String ticker, String side, String count, String yesPrice) {
    JsonObject terms =
        new JsonObject()
            .put("market_ticker", ticker)
            .put("outcome_side", side)
            .put("count_fp", count)
            .put("yes_price_dollars", yesPrice);
    return BooksReader.execution(post("/accounts/" + account + "/trades", terms));
  }

  public void moveCash(String account, String amount) {
    post("/accounts/" + account + "/cash", new JsonObject().put("amount_dollars", amount));
  }

  public void close(String ticker) {
    post("/markets/" + ticker + "/close", new JsonObject());
  }

  /**
   * @param value what one YES pays; only a scalar result has one of its own
   */
  public void determine(String ticker, String result, Optional<String> value) {
    post("/markets/" + ticker + "/determine", BooksReader.verdict(result, value));
  }

  public void dispute(String ticker) {
    post("/markets/" + ticker + "/dispute", new JsonObject());
  }

  /** Replaces a result that is not paid yet. */
  public void amend(String ticker, String result, Optional<String> value) {
    post("/markets/" + ticker + "/amend", BooksReader.verdict(result, value));
  }

  public void settle(String ticker) {
    post("/markets/" + ticker + "/settle", new JsonObject());
  }

  /**
   * Begins a fault; the fields are those of {@code POST /sim/v1/faults}.
   *
   * @return its id
   */
  public long startFault(JsonObject order) {
    return post("/faults", order).getLong("fault_id");
  }

  /** Begins a fault for one account. */
  public long startFault(String kind, String account, int seconds, double probability, long seed) {
    JsonObject order = new JsonObject().put("kind", kind).put("account_id", account);
    return startFault(
        order.put("seconds", seconds).put("probability", probability).put("seed", seed));
  }

  public void endFaults() {
    control("DELETE", "/faults", new JsonObject());
  }

  public int openSockets(String account) {
    return truth(account).sockets().size();
  }

  public Truth truth(String account) {
    return BooksReader.truth(control("GET", "/accounts/" + account, new JsonObject()));
  }

  private JsonObject post(String path, JsonObject body) {
    return control("POST", path, body);
  }

  private void chores() {
    venue.exchange().closeOverdue();
    timer.after(CHORES, this::chores);
  }

  /** How long the next thing is on its way. */
  private Duration way() {
    return Duration.ofMillis(1 + random.nextInt(LONGEST_WAY_MS));
  }

  /** The way back of an answer. */
  private class Way implements FrontDoor.Caller {
    private final Consumer<Answer> answered;

    private Way(Consumer<Answer> answered) {
      this.answered = answered;
    }

    @Override
    public void answer(Reply reply, String date) {
      deliver(new Answer(reply.status(), Optional.of(date), reply.body()));
    }

    @Override
    public void refuse() {
      deliver(new Answer(0, Optional.empty(), ""));
    }

    private void deliver(Answer answer) {
      timer.after(way(), () -> answered.accept(answer));
    }
  }

  private final class Arrival extends Way implements FrontDoor.Visitor {
    private final Listener listener;

    private Arrival(Listener listener) {
      super(listener::refused);
      this.listener = listener;
    }

    @Override
    public void admit(Account account) {
      new InProcessSocket(clock, timer, InProcessExchange.this::way, venue.connections())
          .open(account, listener);
    }
  }
}
