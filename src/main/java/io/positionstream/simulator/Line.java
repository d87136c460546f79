package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;

/**
 * One WebSocket connection: its subscriptions, its answers to commands, and what it sends. While
 * its client is slow, tickers are merged per market and go out when there is room again; every
 * other frame is queued, and none is dropped.
 */
final class Line {
  private final Account account;
  private final Outlet outlet;
  private final Books books;
  private final Clock clock;
  private final BookView orderbooks = new BookView();
  private final Map<Channel, Subscription> subscriptions = new EnumMap<>(Channel.class);
  private final SequencedSet<String> delayedTickers = new LinkedHashSet<>();
  private int lastSid;

  /**
   * @param books for first and delayed tickers, and for order books
   */
  Line(Account account, Outlet outlet, Books books, Clock clock) {
    this.account = account;
    this.outlet = outlet;
    this.books = books;
    this.clock = clock;
  }

  Account account() {
    return account;
  }

  /** Carries out one command frame and answers it. */
  void receive(String text) {
    OptionalLong id = OptionalLong.empty();
    try {
      Command command = Command.parse(text);
      id = command.id();
      switch (command.name()) {
        case "subscribe" -> subscribe(command);
        case "update_subscription" -> update(command);
        case "unsubscribe" -> unsubscribe(command);
        case "list_subscriptions" -> list(command);
        default -> throw CommandError.UNKNOWN_COMMAND.failure();
      }
    } catch (CommandError.Failure e) {
      answer(id, error(e.error()));
    }
  }

  /** Sends a private or numbered message to whom it concerns, however slow the client is. */
  void deliver(Channel channel, String ticker, Frames.Message message) {
    Subscription subscription = subscriptions.get(channel);
    if (subscription != null && subscription.wants(ticker)) {
      send(subscription, message);
    }
  }

  /** Sends a ticker now, or remembers its market when the client is slow. */
  void deliverTicker(String ticker, Frames.Message message) {
    Subscription subscription = subscriptions.get(Channel.TICKER);
    if (subscription == null || !subscription.wants(ticker)) {
      return;
    }
    if (outlet.isFull()) {
      delayedTickers.add(ticker);
    } else {
      send(subscription, message);
    }
  }

  /** Sends what has changed in the book of a market. */
  void deliverBook(Market market) {
    Subscription subscription = subscriptions.get(Channel.ORDERBOOK);
    if (subscription != null && subscription.wants(market.ticker())) {
      orderbooks.changes(market, clock.instant()).forEach(message -> send(subscription, message));
    }
  }

  /** The client has caught up: sends the newest ticker of every market that was held back. */
  void drained() {
    Subscription subscription = subscriptions.get(Channel.TICKER);
    while (!delayedTickers.isEmpty() && !outlet.isFull()) {
      String ticker = delayedTickers.removeFirst();
      if (subscription != null && subscription.wants(ticker)) {
        sendTicker(subscription, ticker);
      }
    }
  }

  private void subscribe(Command command) {
    for (Object name : command.channels()) {
      Optional<Channel> channel = Channel.of(name);
      if (channel.isEmpty()) {
        answer(command.id(), error(CommandError.UNKNOWN_CHANNEL));
      } else {
        subscribe(channel.get(), command);
      }
    }
  }

  private void subscribe(Channel channel, Command command) {
    List<String> named =
        channel == Channel.ORDERBOOK ? named(channel, command) : mentioned(channel, command);
    if (channel == Channel.ORDERBOOK) {
      orderbooks.useYesPrices(command.usesYesPrices());
    }
    Subscription known = subscriptions.get(channel);
    if (known == null) {
      Subscription added = new Subscription(++lastSid, channel, named);
      subscriptions.put(channel, added);
      JsonObject msg = new JsonObject().put("channel", channel.wire()).put("sid", added.sid());
      answer(command.id(), new JsonObject().put("type", "subscribed").put("msg", msg));
      snapshot(added, named, command);
    } else {
      known.add(named);
      confirm(known, command);
      snapshot(known, named, command);
    }
  }

  private void update(Command command) {
    Subscription subscription = find(command.oneSid());
    switch (command.action()) {
      case "add_markets" -> {
        List<String> named = named(subscription.channel(), command);
        subscription.add(named);
        confirm(subscription, command);
        snapshot(subscription, named, command);
      }
      case "delete_markets" -> {
        List<String> named = named(subscription.channel(), command);
        subscription.remove(named);
        named.forEach(orderbooks::forget);
        confirm(subscription, command);
      }
      case "get_snapshot" -> {
        if (subscription.channel() != Channel.ORDERBOOK) {
          throw CommandError.UNSUPPORTED_ACTION.failure();
        }
        named(Channel.ORDERBOOK, command).forEach(ticker -> sendBook(subscription, ticker));
      }
      default -> throw CommandError.UNSUPPORTED_ACTION.failure();
    }
  }

  private void unsubscribe(Command command) {
    List<Subscription> ended = command.sids().stream().map(this::find).toList();
    for (Subscription subscription : ended) {
      subscriptions.remove(subscription.channel());
      answer(command.id(), numbered(subscription).put("type", "unsubscribed"));
    }
  }

  private void list(Command command) {
    JsonArray all = new JsonArray();
    subscriptions
        .values()
        .forEach(
            s -> all.add(new JsonObject().put("channel", s.channel().wire()).put("sid", s.sid())));
    answer(command.id(), new JsonObject().put("type", "ok").put("msg", all));
  }

  private void confirm(Subscription subscription, Command command) {
    JsonObject msg = new JsonObject();
    if (!command.skipsTickerAck()) {
      msg.put("market_tickers", new JsonArray(List.copyOf(subscription.markets())));
    }
    answer(command.id(), numbered(subscription).put("type", "ok").put("msg", msg));
  }

  /** A confirmation counts where frames are counted. */
  private static JsonObject numbered(Subscription subscription) {
    JsonObject json = new JsonObject().put("sid", subscription.sid());
    return subscription.channel().isNumbered() ? json.put("seq", subscription.nextSeq()) : json;
  }

  private void snapshot(Subscription subscription, List<String> named, Command command) {
    if (subscription.channel() == Channel.TICKER && command.wantsSnapshot()) {
      named.forEach(ticker -> sendTicker(subscription, ticker));
    } else if (subscription.channel() == Channel.ORDERBOOK) {
      named.forEach(ticker -> sendBook(subscription, ticker));
    }
  }

  private void sendBook(Subscription subscription, String ticker) {
    books.market(ticker).ifPresent(market -> send(subscription, orderbooks.snapshot(market)));
  }

  /** The markets that a command names, by ticker or, for tickers only, by id. */
  private List<String> mentioned(Channel channel, Command command) {
    List<String> ids = command.marketIds();
    if (ids.isEmpty()) {
      return command.markets();
    }
    if (channel != Channel.TICKER || !command.markets().isEmpty()) {
      throw CommandError.INVALID_PARAMETER.failure();
    }
    return ids.stream()
        .map(id -> books.marketById(id).orElseThrow(CommandError.INVALID_PARAMETER::failure))
        .map(Market::ticker)
        .toList();
  }

  private List<String> named(Channel channel, Command command) {
    List<String> named = mentioned(channel, command);
    if (named.isEmpty()) {
      throw CommandError.TICKER_REQUIRED.failure();
    }
    return named;
  }

  private void sendTicker(Subscription subscription, String ticker) {
    books
        .market(ticker)
        .ifPresent(market -> send(subscription, Frames.ticker(market, clock.instant())));
  }

  private Subscription find(int sid) {
    return subscriptions.values().stream()
        .filter(s -> s.sid() == sid)
        .findFirst()
        .orElseThrow(CommandError.UNKNOWN_SID::failure);
  }

  private void answer(OptionalLong id, JsonObject reply) {
    JsonObject json = new JsonObject();
    id.ifPresent(value -> json.put("id", value));
    outlet.send(json.mergeIn(reply).encode() + "\n", FrameSort.REPLY);
  }

  private void send(Subscription subscription, Frames.Message message) {
    outlet.send(
        message.frame(subscription), message.numbered() ? FrameSort.NUMBERED : FrameSort.DATA);
  }

  private static JsonObject error(CommandError error) {
    return new JsonObject()
        .put("type", "error")
        .put("msg", new JsonObject().put("code", error.code()).put("msg", error.text()));
  }
}
