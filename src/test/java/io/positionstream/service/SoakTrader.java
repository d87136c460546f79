package io.positionstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What the members of the exchange do at random: open, add, close, flip, deposit, withdraw; and
 * markets that are listed, close and pay. Thread-safe.
 */
final class SoakTrader {

  private static final int MARKETS_AT_ONCE = 4;

  private final SimulatedExchange exchange;
  private final List<SimulatedExchange.Account> accounts;
  private final List<String> loaded = new ArrayList<>();
  private final SplittableRandom random;
  private final Deque<String> mortal = new ArrayDeque<>();
  private final Deque<String> decided = new ArrayDeque<>();
  private final Map<String, BigDecimal> held = new HashMap<>();
  private final Map<String, BigDecimal> deposits = new HashMap<>();
  private long trades;
  private long settled;

  /**
   * @param loaded markets whose prices move
   */
  SoakTrader(
      SimulatedExchange exchange,
      List<SimulatedExchange.Account> accounts,
      JsonNode loaded,
      SplittableRandom random) {
    this.exchange = exchange;
    this.accounts = accounts;
    loaded.forEach(ticker -> this.loaded.add(ticker.asText()));
    this.random = random;
  }

  /** Everybody buys something of every market that moves. */
  synchronized void begin() {
    for (SimulatedExchange.Account account : accounts) {
      loaded.forEach(ticker -> trade(account, ticker, BigDecimal.valueOf(random.nextInt(1, 20))));
    }
  }

  /** One random act of a random member. */
  synchronized void act() {
    SimulatedExchange.Account account = accounts.get(random.nextInt(accounts.size()));
    int act = random.nextInt(100);
    if (act < 5) {
      moveCash(account);
      return;
    }
    String ticker = market();
    BigDecimal now = holding(account, ticker);
    BigDecimal some = BigDecimal.valueOf(random.nextInt(1, 20));
    if (random.nextInt(10) == 0) {
      some = some.add(new BigDecimal("0.25"));
    }
    if (now.signum() == 0 || act < 50) {
      trade(account, ticker, random.nextBoolean() ? some : some.negate());
    } else if (act < 60) {
      trade(account, ticker, now.negate());
    } else if (act < 80) {
      trade(account, ticker, now.negate().subtract(some.multiply(sign(now))));
    } else {
      trade(account, ticker, some.min(now.abs()).multiply(sign(now)).negate());
    }
  }

  private static BigDecimal sign(BigDecimal of) {
    return BigDecimal.valueOf(of.signum());
  }

  private String market() {
    List<String> mortals = List.copyOf(mortal);
    return mortals.isEmpty() || random.nextInt(5) > 0
        ? loaded.get(random.nextInt(loaded.size()))
        : mortals.get(random.nextInt(mortals.size()));
  }

  /** Acquires YES, or NO when negative. */
  private void trade(SimulatedExchange.Account account, String ticker, BigDecimal change) {
    String price = "0.%02d%s".formatted(random.nextInt(5, 95), tenths());
    exchange.post(
        "/accounts/" + account.id() + "/trades",
        """
        {"market_ticker":"%s","outcome_side":"%s","count_fp":"%s","yes_price_dollars":"%s",
         "is_taker":%s}
        """
            .formatted(
                ticker,
                change.signum() > 0 ? "yes" : "no",
                change.abs().setScale(2).toPlainString(),
                price,
                random.nextInt(4) > 0));
    held.merge(account.id() + " " + ticker, change, BigDecimal::add);
    trades++;
  }

  /** Some prices are finer than a cent. */
  private String tenths() {
    return random.nextInt(10) == 0 ? "25" : "00";
  }

  private void moveCash(SimulatedExchange.Account account) {
    BigDecimal amount = BigDecimal.valueOf(random.nextInt(-2_000, 5_000) * 2L + 1, 2);
    exchange.post("/accounts/" + account.id() + "/cash", "{\"amount_dollars\":\"" + amount + "\"}");
    deposits.merge(account.id(), amount, BigDecimal::add);
  }

  /**
   * A market is listed, and the oldest closes and has its result; it pays the next time, perhaps by
   * another one.
   */
  synchronized void ageMarkets() {
    String born = exchange.newMarket("KXSOAK");
    exchange.post(
        "/markets/" + born + "/quote",
        "{\"yes_bid_dollars\":\"0.4000\",\"yes_ask_dollars\":\"0.4200\",\"price_dollars\":\"0.4100\"}");
    mortal.add(born);
    accounts.forEach(a -> trade(a, born, BigDecimal.valueOf(random.nextInt(1, 9) * 2L - 9)));
    if (!decided.isEmpty()) {
      settleOne();
    }
    if (mortal.size() > MARKETS_AT_ONCE) {
      String dying = mortal.remove();
      if (random.nextBoolean()) {
        exchange.post("/markets/" + dying + "/close", "{}");
      }
      exchange.post("/markets/" + dying + "/determine", verdict());
      decided.add(dying);
    }
  }

  private void settleOne() {
    String path = "/markets/" + decided.remove();
    if (random.nextInt(4) == 0) {
      exchange.post(path + "/amend", verdict());
    }
    exchange.post(path + "/settle", "{}");
    settled++;
  }

  private String verdict() {
    return switch (random.nextInt(6)) {
      case 0 -> "{\"result\":\"void\"}";
      case 1 -> "{\"result\":\"scalar\",\"settlement_value_dollars\":\"0.3500\"}";
      case 2, 3 -> "{\"result\":\"yes\"}";
      default -> "{\"result\":\"no\"}";
    };
  }

  private BigDecimal holding(SimulatedExchange.Account account, String ticker) {
    return held.getOrDefault(account.id() + " " + ticker, BigDecimal.ZERO);
  }

  /** What the account was given and took back, in dollars. */
  synchronized BigDecimal deposits(String account) {
    return deposits.getOrDefault(account, BigDecimal.ZERO);
  }

  synchronized long trades() {
    return trades;
  }

  synchronized long settled() {
    return settled;
  }
}
