package io.positionstream.stream;

import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.positionstream.portfolio.Position;
import io.positionstream.web.JsonText;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One consistent cut of an account, and every write that moves a reader to it: composed when the
 * first reader asks from that cursor, and shared by the others. Thread-safe.
 */
final class Cut {

  private final AccountEncoder encoder;
  private final Portfolio portfolio;
  private final Cursor cursor;
  private final Clock clock;
  private final int bound;
  private final Map<Cursor, Optional<Write>> updates = new ConcurrentHashMap<>();
  private volatile @Nullable String whole;
  private volatile @Nullable String sums;

  /**
   * @param bound bytes of facts that one write may have; a reader that misses more gets several
   */
  Cut(AccountEncoder encoder, Portfolio portfolio, Clock clock, int bound) {
    this.encoder = encoder;
    this.portfolio = portfolio;
    this.cursor = portfolio.cursor();
    this.clock = clock;
    this.bound = bound;
  }

  Portfolio portfolio() {
    return portfolio;
  }

  Cursor cursor() {
    return cursor;
  }

  /**
   * What a reader at this cursor misses; of many facts only the oldest, the rest from there. Empty
   * when the cursor cannot be honoured.
   */
  Optional<Write> update(Cursor from) {
    Optional<Write> known = updates.get(from);
    if (known == null) {
      known = PortfolioChange.since(from, portfolio).map(this::compose);
      updates.put(from, known);
    }
    return known;
  }

  /** The first write to a reader whose cursor cannot be honoured, or who has none. */
  Write snapshot() {
    String text = whole;
    if (text == null) {
      text = snapshotHead();
      whole = text;
    }
    return write("id: " + cursor + "\ndata: " + text + now() + "\"}\n\n", MessageType.SNAPSHOT);
  }

  /** The first write to a reader who comes back: that it could be resumed, and what it missed. */
  Optional<Write> resumption(Cursor from) {
    return update(from).map(missed -> resumed(from, missed));
  }

  private Write resumed(Cursor from, Write missed) {
    String first =
        Message.of(
                MessageType.RESUMED,
                json -> {
                  json.number("seq", portfolio.seq());
                  json.number("from_seq", from.seq());
                  json.text("server_time", now());
                })
            .text();
    if (missed.isEmpty()) {
      return write("id: " + cursor + "\n" + first, MessageType.RESUMED);
    }
    List<Write.Count> messages = new ArrayList<>(missed.messages());
    messages.add(new Write.Count(MessageType.RESUMED, 1));
    Buffer bytes = Buffer.buffer(first).appendBuffer(missed.bytes());
    return new Write(bytes, missed.to(), messages, missed.conflated());
  }

  private Write write(String text, MessageType only) {
    return new Write(Buffer.buffer(text), cursor, List.of(new Write.Count(only, 1)), 0);
  }

  /** Up to the time, which is that of each reader. */
  private String snapshotHead() {
    String text =
        JsonText.object(
            json -> {
              json.text("type", MessageType.SNAPSHOT.word());
              json.number("seq", portfolio.seq());
              json.encoded("positions", encoder.positionArray(portfolio));
              json.encoded("portfolio", sums());
              AccountJson.feed(json, portfolio.line());
              json.flag("resumed", false);
              json.text("server_time", "");
            });
    return text.substring(0, text.length() - "\"}".length());
  }

  /**
   * Facts first, each with an id that advances only the fact part; then state without ids; the last
   * message carries the id of the new cut, so that a write cut short is resumed exactly.
   */
  private Write compose(PortfolioChange change) {
    List<Message> states = states(change);
    List<Message> facts = fitting(change.facts());
    int length = length(facts) + length(states);
    boolean part =
        facts.size() < change.facts().size()
            || (!facts.isEmpty() && !states.isEmpty() && length > bound);
    List<Message> sent = new ArrayList<>();
    StringBuilder text = new StringBuilder(256 + length);
    Cursor told = change.from();
    for (int i = 0; i < facts.size(); i++) {
      told = new Cursor(told.epoch(), told.seq(), change.facts().get(i).number());
      boolean last = !part && states.isEmpty() && i == facts.size() - 1;
      add(sent, text, facts.get(i), last ? cursor : told);
    }
    if (part) {
      return new Write(Buffer.buffer(text.toString()), told, count(sent), 0);
    }
    for (int i = 0; i < states.size(); i++) {
      add(sent, text, states.get(i), i == states.size() - 1 ? cursor : null);
    }
    return new Write(
        Buffer.buffer(text.toString()), cursor, count(sent), conflated(change, states));
  }

  /** The oldest ones, at least one, and no more than a connection may hold. */
  private List<Message> fitting(List<Fact> facts) {
    List<Message> messages = new ArrayList<>();
    int length = 0;
    for (Fact fact : facts) {
      Message message = message(fact);
      length += message.length();
      if (length > bound && !messages.isEmpty()) {
        break;
      }
      messages.add(message);
    }
    return messages;
  }

  private static Message message(Fact fact) {
    MessageType type =
        switch (fact) {
          case Fact.Filled f -> MessageType.FILL;
          case Fact.Settled s -> MessageType.SETTLEMENT;
        };
    return Message.of(type, fact.seq(), AccountJson.fact(fact));
  }

  private List<Message> states(PortfolioChange change) {
    List<Message> states = new ArrayList<>();
    for (PortfolioChange.Removed removed : change.removed()) {
      states.add(removal(removed));
    }
    for (Position position : change.moved()) {
      String data = encoder.json(position, change.wantsWhole(position));
      states.add(Message.of(MessageType.POSITION_UPDATE, portfolio.seq(), data));
    }
    if (change.line()) {
      states.add(
          Message.of(
              MessageType.CONNECTION_STATUS, json -> AccountJson.line(json, portfolio.line())));
    }
    if (change.totals()) {
      states.add(Message.of(MessageType.PORTFOLIO_UPDATE, portfolio.seq(), sums()));
    }
    return states;
  }

  private Message removal(PortfolioChange.Removed removed) {
    return Message.of(
        MessageType.POSITION_REMOVED,
        json -> {
          json.number("seq", portfolio.seq());
          json.text("ticker", removed.ticker().value());
          json.text("reason", JsonText.word(removed.reason()));
        });
  }

  private String sums() {
    String text = sums;
    if (text == null) {
      text = AccountJson.portfolio(portfolio);
      sums = text;
    }
    return text;
  }

  private static int length(List<Message> messages) {
    return messages.stream().mapToInt(Message::length).sum();
  }

  private static void add(
      List<Message> sent, StringBuilder text, Message message, @Nullable Cursor id) {
    if (id != null) {
      text.append("id: ").append(id).append('\n');
    }
    text.append(message.text());
    sent.add(message);
  }

  private static List<Write.Count> count(List<Message> sent) {
    Map<MessageType, Integer> counts = new EnumMap<>(MessageType.class);
    sent.forEach(message -> counts.merge(message.type(), 1, Integer::sum));
    return counts.entrySet().stream().map(e -> new Write.Count(e.getKey(), e.getValue())).toList();
  }

  /** The account's steps less those that are told; sums are told with whatever moved them. */
  private long conflated(PortfolioChange change, List<Message> states) {
    long told = states.stream().filter(m -> m.type() != MessageType.PORTFOLIO_UPDATE).count();
    return Math.max(0, cursor.seq() - change.from().seq() - Math.max(1, told));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
