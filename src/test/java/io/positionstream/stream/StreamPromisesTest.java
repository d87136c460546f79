package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.golden.Scenario;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** No gap, no repeat, no reorder, whatever the reader's pace and wherever its connection is cut. */
class StreamPromisesTest {

  private static final int BOUND = 64 << 10;
  private static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");

  @Property(tries = 300, seed = "42")
  void aClientEndsWithExactlyTheServersState(@ForAll long seed) {
    Random chance = new Random(seed);
    Account account = new Account(chance);
    // With a small bound, facts come in several writes.
    Reader reader = new Reader(chance.nextBoolean() ? BOUND : 600);

    for (int step = 0; step < 150; step++) {
      account.happen();
      if (chance.nextInt(3) == 0) {
        reader.wakeUp(account.portfolio, chance.nextInt(4) == 0 ? chance : null);
      }
    }
    reader.wakeUp(account.portfolio, null);

    assertThat(reader.client.positions()).isEqualTo(rest(account.portfolio));
    assertThat(reader.client.seq()).isLessThanOrEqualTo(account.portfolio.seq());
    assertThat(reader.client.facts().stream().map(f -> f.get("trade_id").asText()).toList())
        .as("every fill once, in order")
        .isEqualTo(account.tradeIdsSince(reader.firstSnapshotFacts));
  }

  @Test
  void aCutBeforeTheLastMessageResumesFactsExactlyAndSendsStateAgain() {
    Account account = new Account(new Random(1));
    Reader reader = new Reader();
    reader.wakeUp(account.portfolio, null);
    account.fill(Side.YES);
    account.fill(Side.YES);

    String write = reader.compose(account.portfolio);
    reader.client.read(write.substring(0, write.indexOf("\n\n") + 2));
    reader.reconnect();
    reader.wakeUp(account.portfolio, null);

    assertThat(reader.client.types())
        .contains("resumed")
        .doesNotContainSequence("fill", "fill", "fill");
    assertThat(reader.client.facts()).hasSize(2);
    assertThat(reader.client.positions()).isEqualTo(rest(account.portfolio));
  }

  @Test
  void nothingMissedIsToldInOneMessageThatCarriesTheCut() {
    Account account = new Account(new Random(1));
    Reader reader = new Reader();
    reader.wakeUp(account.portfolio, null);
    reader.reconnect();

    String write = reader.compose(account.portfolio);

    assertThat(write)
        .startsWith("id: " + account.portfolio.cursor() + "\ndata: {\"type\":\"resumed\"");
    assertThat(write.split("\n\n")).hasSize(1);
  }

  @Test
  void aCursorThatCannotBeHonouredGetsASnapshotInTheSameResponse() {
    Account account = new Account(new Random(1));
    for (String stranger : List.of("other-3-0", "e1-99999-0", "nonsense")) {
      Reader reader = new Reader();
      reader.cursor = Cursor.parse(stranger);
      assertThat(reader.compose(account.portfolio)).contains("\"type\":\"snapshot\"");
    }
  }

  @Test
  void readersAtTheSameCursorShareOneComposedWrite() {
    Account account = new Account(new Random(1));
    AccountEncoder encoder = new AccountEncoder(Clock.fixed(T0, ZoneOffset.UTC), BOUND);
    Cursor from = account.portfolio.cursor();
    account.fill(Side.YES);
    Write first = encoder.cut(account.portfolio).update(from).orElseThrow();
    Write second = encoder.cut(account.portfolio).update(from).orElseThrow();
    assertThat(second).isSameAs(first);
  }

  @Test
  void everyChangeOfTheLineTellsStatusSinceAndReason() {
    Account account = new Account(new Random(1));
    List<Line> changes =
        List.of(
            new Line.Live(T0.plusSeconds(1)),
            new Line.Stale(T0.plusSeconds(2), "no data for 30 s"),
            new Line.Reconnecting(T0.plusSeconds(3), "cut"),
            new Line.Reconnecting(T0.plusSeconds(4), "refused"),
            new Line.Polling(T0.plusSeconds(5), "no socket"),
            new Line.Rejected(T0.plusSeconds(6), "401"),
            new Line.Disconnected(T0.plusSeconds(7), "stopped"));

    List<String> told =
        changes.stream()
            .map(
                line -> {
                  Reader reader = new Reader();
                  reader.wakeUp(account.portfolio, null);
                  account.apply(new AccountEvent.LineChanged(line, line.since()));
                  String write = reader.compose(account.portfolio);
                  return write.substring(write.indexOf("data: ") + 6).strip();
                })
            .toList();

    assertThat(told)
        .containsExactly(
            status("live", 1, ""),
            status("stale", 2, "no data for 30 s"),
            status("reconnecting", 3, "cut"),
            status("reconnecting", 3, "refused"),
            status("polling", 5, "no socket"),
            status("rejected", 6, "401"),
            status("disconnected", 7, "stopped"));
  }

  private static String status(String status, int second, String reason) {
    return """
        {"type":"connection_status","status":"%s","since":"%s","reason":"%s"}"""
        .formatted(status, T0.plusSeconds(second), reason);
  }

  private static Map<String, ObjectNode> rest(Portfolio portfolio) {
    Map<String, ObjectNode> positions = new TreeMap<>();
    Scenario.json(new AccountEncoder(Clock.systemUTC(), BOUND).positions(portfolio))
        .get("positions")
        .forEach(p -> positions.put(p.get("ticker").asText(), p.deepCopy()));
    return positions;
  }

  /** The server's side of one stream without a socket: what StreamReader does between writes. */
  private static final class Reader {
    final SseClient client = new SseClient();
    final AccountEncoder encoder;
    Optional<Cursor> cursor = Optional.empty();
    boolean greeted;
    long firstSnapshotFacts = -1;

    Reader() {
      this(BOUND);
    }

    Reader(int bound) {
      encoder = new AccountEncoder(Clock.fixed(T0, ZoneOffset.UTC), bound);
    }

    String compose(Portfolio portfolio) {
      return next(portfolio).bytes().toString();
    }

    private Write next(Portfolio portfolio) {
      Cut cut = encoder.cut(portfolio);
      Optional<Write> missed =
          greeted ? cut.update(cursor.orElseThrow()) : cursor.flatMap(cut::resumption);
      return missed.orElseGet(cut::snapshot);
    }

    /** As many writes as it takes; with {@code cut} the connection breaks in the first one. */
    void wakeUp(Portfolio portfolio, Random cut) {
      if (firstSnapshotFacts < 0) {
        firstSnapshotFacts = portfolio.cursor().fact();
        cut = null;
      }
      do {
        Write write = next(portfolio);
        String text = write.bytes().toString();
        cursor = Optional.of(write.to());
        greeted = true;
        if (cut == null) {
          client.read(text);
        } else {
          client.read(text.substring(0, cut.nextInt(text.length() + 1)));
          reconnect();
          return;
        }
      } while (!cursor.equals(Optional.of(portfolio.cursor())));
    }

    void reconnect() {
      client.cut();
      cursor = Cursor.parse(client.lastEventId());
      greeted = false;
    }
  }

  /** An account to which anything may happen. */
  private static final class Account {
    final Random chance;
    Portfolio portfolio;
    int second;

    Account(Random chance) {
      this.chance = chance;
      this.portfolio =
          Portfolio.unknown(new AccountId(new UUID(0, 1)), "e1", T0)
              .apply(
                  new AccountEvent.AccountLoaded(
                      T0,
                      T0,
                      Map.of(),
                      Money.ofDollars("1000"),
                      List.of(),
                      List.of(),
                      List.of(),
                      T0));
    }

    void happen() {
      switch (chance.nextInt(10)) {
        case 0, 1 -> fill(chance.nextBoolean() ? Side.YES : Side.NO);
        case 2 ->
            apply(
                new AccountEvent.MarketDetermined(
                    market(), Optional.of(new Price(chance.nextInt(10_001))), at()));
        case 3 -> apply(new AccountEvent.LineChanged(new Line.Live(at()), at()));
        default -> apply(new AccountEvent.Quoted(market(), quote(), at()));
      }
    }

    void fill(Side side) {
      Contracts quantity = new Contracts(100L * (1 + chance.nextInt(3)));
      Fill fill =
          new Fill(
              new TradeId("t" + ++second),
              market(),
              side,
              quantity,
              new Price(1 + chance.nextInt(9_999)),
              new Money(chance.nextInt(1_000)),
              true,
              at(),
              Optional.empty());
      apply(new AccountEvent.Filled(fill, at()));
    }

    private Quote quote() {
      Contracts size = chance.nextInt(5) == 0 ? Contracts.ZERO : Contracts.of("10");
      int bid = chance.nextInt(9_000);
      return new Quote(new Price(bid), size, new Price(bid + 100), size, new Price(bid), at());
    }

    private MarketTicker market() {
      return new MarketTicker("KXM-" + chance.nextInt(5));
    }

    private Instant at() {
      return T0.plusSeconds(second);
    }

    private void apply(AccountEvent event) {
      second++;
      portfolio = portfolio.apply(event);
    }

    List<String> tradeIdsSince(long fact) {
      return portfolio.recentFacts().stream()
          .filter(f -> f.number() > fact)
          .map(f -> f.key())
          .toList();
    }
  }
}
