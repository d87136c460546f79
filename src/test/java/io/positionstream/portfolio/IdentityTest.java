package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to an account, over days and restarts: what it is worth moves by realized +
 * unrealized - fees + flows and by nothing else, and today by what was earned since the day began.
 * Profit is taken from {@link TestLedger}, by another arithmetic than ours.
 */
class IdentityTest {

  private static final int HISTORIES = 400;
  private static final int STEPS = 80;

  @Test
  void equityIsExplainedToTheDigitAtEveryStep() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(new Random(seed));
      for (int step = 0; step < STEPS; step++) {
        String what = history.happen();
        assertThat(history.wrong()).as("seed %d step %d: %s", seed, step, what).isEmpty();
      }
    }
  }

  /** An exchange that tells everything at once, except that a flow may be told late. */
  private static final class History {

    private static final Money START = Money.ofDollars("1000");

    private final Random chance;
    private final Map<MarketTicker, TestLedger> ledgers = new TreeMap<>();
    private final Map<MarketTicker, Instant> traded = new HashMap<>();
    private final Map<MarketTicker, Quote> quotes = new HashMap<>();
    private final Map<MarketTicker, Settlement> paid = new TreeMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private final Map<String, Instant> told = new HashMap<>();
    private int toldFlows;
    private int fills;
    private Instant now = Events.T0;
    private Instant dayStart = Events.T0;
    private Money cash = START;
    private Money earnedBefore = Money.ZERO;
    private Portfolio ours = Events.unknown();

    History(Random chance) {
      this.chance = chance;
      load();
      // Two readings have to agree before anything is held against them.
      load();
    }

    String happen() {
      now = now.plusSeconds(1 + chance.nextInt(100));
      switch (chance.nextInt(12)) {
        case 0 -> {
          flow();
          // The cash is read, the list is not shown.
          if (chance.nextBoolean()) {
            read(Optional.empty());
          }
          return "a flow, told later";
        }
        case 1 -> {
          flow();
          load();
          return "a flow";
        }
        case 2 -> {
          load();
          return "a reading";
        }
        case 3 -> {
          day();
          return "a day";
        }
        case 4 -> {
          restart();
          return "a restart";
        }
        case 5 -> {
          settle();
          return "a settlement";
        }
        case 6, 7 -> {
          quote(market());
          return "a price";
        }
        default -> {
          trade(market());
          return "a trade";
        }
      }
    }

    /** Nothing, or what does not add up. */
    Optional<String> wrong() {
      if (toldFlows < flows.size()) {
        return Optional.empty();
      }
      Money in = Flows.sum(flows);
      Map<String, Money> expected = new TreeMap<>();
      Map<String, Money> found = new TreeMap<>();
      expected.put("equity", START.plus(in).plus(earned()));
      found.put("equity", ours.totalValue().orElseThrow());
      expected.put("realized - fees", realized().minus(fees()));
      found.put("realized - fees", ours.totals().realized().minus(ours.totals().fees()));
      expected.put("today", earned().minus(earnedBefore));
      found.put("today", ours.todayProfit().orElseThrow());
      expected.put("unexplained", Money.ZERO);
      found.put("unexplained", ours.unexplainedNow());
      return expected.equals(found)
          ? Optional.empty()
          : Optional.of("expected " + expected + ", found " + found);
    }

    private MarketTicker market() {
      return new MarketTicker("KXM-" + chance.nextInt(4));
    }

    private void trade(MarketTicker ticker) {
      if (paid.containsKey(ticker)) {
        return;
      }
      TestLedger ledger = ledgers.computeIfAbsent(ticker, t -> new TestLedger());
      Side side = chance.nextBoolean() ? Side.YES : Side.NO;
      Contracts quantity = new Contracts(1 + chance.nextInt(900));
      Price yesPrice = new Price(1 + chance.nextInt(9_999));
      Money fee = new Money(chance.nextInt(20_000));
      cash = cash.plus(ledger.trade(side, quantity, yesPrice, fee));
      traded.put(ticker, now);
      Fill fill =
          new Fill(
              new TradeId("t" + fills++),
              ticker,
              side,
              quantity,
              yesPrice,
              fee,
              true,
              now,
              Optional.of(ledger.holding().contracts()));
      told.put(fill.id().value(), now);
      ours = ours.apply(new AccountEvent.Filled(fill, now));
      quote(ticker);
    }

    /** Somebody buys and sells at all times, so that every position has a price. */
    private void quote(MarketTicker ticker) {
      int bid = 1 + chance.nextInt(9_000);
      int ask = bid + 1 + chance.nextInt(9_998 - bid);
      Contracts size = Contracts.of("10");
      Quote quote = new Quote(new Price(bid), size, new Price(ask), size, new Price(bid), now);
      quotes.put(ticker, quote);
      ours = ours.apply(new AccountEvent.Quoted(ticker, quote, now));
    }

    private void flow() {
      Money amount = new Money((chance.nextInt(40_000) - 10_000) * 10_000L);
      flows.add(new Flow("f" + flows.size(), amount, Money.ZERO, now));
      cash = cash.plus(amount);
    }

    private void settle() {
      MarketTicker ticker = market();
      if (ledgers.containsKey(ticker) && !paid.containsKey(ticker)) {
        Price value = new Price(chance.nextInt(10_001));
        Settlement row = ledgers.get(ticker).settled(ticker, value, now);
        paid.put(ticker, row);
        cash = cash.plus(row.payout());
        told.put(Fact.Settled.keyOf(row), now);
        load();
      }
    }

    private void day() {
      // A reading a moment before, which may not tell the newest flow.
      read(chance.nextBoolean() ? Optional.empty() : tellAll());
      dayStart = now.plusSeconds(1);
      now = dayStart;
      ours = ours.apply(new AccountEvent.TimePassed(now, dayStart));
      earnedBefore = earned();
    }

    /** What the database remembers, and the first reading of the new run. */
    private void restart() {
      boolean overnight = chance.nextBoolean();
      Portfolio old = ours;
      ours =
          Portfolio.unknown(old.account(), "e" + now.getEpochSecond(), now)
              .recalling(
                  old.positions().values(),
                  old.cash(),
                  old.totals(),
                  old.day(),
                  old.pnlSince(),
                  Optional.of(Events.T0),
                  told);
      ours = ours.knowing(old.knownFlows().orElseThrow(), old.residual().orElseThrow());
      now = now.plus(overnight ? Duration.ofHours(30) : Duration.ofSeconds(5));
      if (overnight) {
        dayStart = now.minus(Duration.ofHours(2));
      }
      ours = ours.apply(new AccountEvent.TimePassed(now, dayStart));
      now = now.plusSeconds(1);
      load();
      if (overnight) {
        earnedBefore = earned();
      }
    }

    private void load() {
      read(tellAll());
    }

    private Optional<List<Flow>> tellAll() {
      toldFlows = flows.size();
      return Optional.of(flows);
    }

    private void read(Optional<List<Flow>> list) {
      now = now.plusSeconds(1);
      Map<MarketTicker, Book> books = new TreeMap<>();
      ledgers.forEach((t, ledger) -> books.put(t, new Book(ledger.holding(), traded.get(t))));
      books.keySet().removeAll(paid.keySet());
      ours =
          ours.apply(
              new AccountLoaded(
                  now,
                  now,
                  books,
                  cash,
                  List.of(),
                  List.copyOf(paid.values()),
                  List.of(),
                  list,
                  now));
    }

    private Money earned() {
      return realized().minus(fees()).plus(unrealized());
    }

    private Money realized() {
      return sum(paid.values().stream()
              .collect(Collectors.toMap(Settlement::market, Settlement::realized)))
          .plus(sum(open(Holding::realized)));
    }

    private Money fees() {
      return sum(paid.values().stream()
              .collect(Collectors.toMap(Settlement::market, Settlement::fees)))
          .plus(sum(open(Holding::fees)));
    }

    private Money unrealized() {
      Map<MarketTicker, Money> all = new TreeMap<>();
      ledgers.forEach(
          (ticker, ledger) -> {
            Holding held = ledger.holding();
            if (!paid.containsKey(ticker) && !held.contracts().isZero()) {
              Price mark = quotes.get(ticker).bidFor(held.side()).orElseThrow();
              all.put(ticker, mark.times(held.contracts().abs()).minus(held.cost()));
            }
          });
      return sum(all);
    }

    private Map<MarketTicker, Money> open(Function<Holding, Money> figure) {
      Map<MarketTicker, Money> all = new TreeMap<>();
      ledgers.forEach((ticker, ledger) -> all.put(ticker, figure.apply(ledger.holding())));
      all.keySet().removeAll(paid.keySet());
      return all;
    }

    private static Money sum(Map<MarketTicker, Money> figures) {
      return figures.values().stream().reduce(Money.ZERO, Money::plus);
    }
  }
}
