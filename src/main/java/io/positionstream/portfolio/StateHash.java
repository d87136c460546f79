package io.positionstream.portfolio;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One short text that tells whether two accounts are in the same state: the SHA-256 of what an
 * account has. It does not depend on when or how often somebody looked: epochs, seqs and times of
 * our clock are left out.
 *
 * <p>The text hashed has one line each, in units of {@link Money}, {@link Price} and {@link
 * Contracts}, empty where nothing is known: {@code cash}, {@code totals}, {@code day}; then one
 * {@code position} each by ticker; then one {@code fill} or {@code settled} for each of the newest
 * facts, in the order in which they were told.
 */
public final class StateHash {

  private StateHash() {}

  /** 64 hexadecimal digits. */
  public static String of(Portfolio portfolio) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text(portfolio).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The text that is hashed. */
  public static String text(Portfolio portfolio) {
    StringBuilder text = new StringBuilder(held(portfolio));
    for (Fact fact : portfolio.recentFacts()) {
      switch (fact) {
        case Fact.Filled told -> line(text, "fill", fill(told));
        case Fact.Settled told -> line(text, "settled", settlement(told.settlement()));
      }
    }
    return text.toString();
  }

  /** The part of the text that tells what is held, without the facts. */
  public static String held(Portfolio portfolio) {
    StringBuilder text = new StringBuilder();
    Totals totals = portfolio.totals();
    line(text, "cash", portfolio.cash().map(Money::units));
    line(
        text,
        "totals",
        totals.value().units(),
        totals.cost().units(),
        totals.realized().units(),
        totals.fees().units(),
        totals.count(),
        totals.carried(),
        totals.unmarked());
    line(
        text,
        "day",
        portfolio.day().map(day -> day.base().units()),
        portfolio.day().map(day -> day.flows().units()));
    line(text, "unexplained", portfolio.unexplained().map(Money::units));
    portfolio.positions().values().forEach(position -> line(text, "position", position(position)));
    return text.toString();
  }

  private static Object[] position(Position position) {
    Market market = position.market();
    Holding holding = position.holding();
    Quote quote = position.quote();
    return new Object[] {
      market.ticker(),
      market.event(),
      market.title(),
      market.closesAt(),
      market.expiresAt(),
      market.phase(),
      market.settlementValue().map(Price::units),
      holding.contracts().units(),
      holding.cost().units(),
      holding.realized().units(),
      holding.fees().units(),
      holding.traded().units(),
      quote.bid().units(),
      quote.bidSize().units(),
      quote.ask().units(),
      quote.askSize().units(),
      quote.last().units(),
      position.lastMark().map(Price::units),
      position.entryTime()
    };
  }

  private static Object[] fill(Fact.Filled told) {
    Fill fill = told.fill();
    return new Object[] {
      fill.id(),
      fill.market(),
      fill.side(),
      fill.quantity().units(),
      fill.yesPrice().units(),
      fill.fee().units(),
      fill.taker(),
      fill.time(),
      fill.positionAfter().map(Contracts::units),
      told.effect()
    };
  }

  private static Object[] settlement(Settlement paid) {
    return new Object[] {
      paid.market(),
      paid.result(),
      paid.value().map(Price::units),
      paid.contracts().units(),
      paid.payout().units(),
      paid.realized().units(),
      paid.fees().units(),
      paid.time()
    };
  }

  /** No text of the exchange can look like the end of a field or of a line. */
  private static void line(StringBuilder text, String what, Object... fields) {
    text.append(what);
    for (Object field : fields) {
      Object known =
          field instanceof Optional<?> maybe ? maybe.map(Object::toString).orElse("") : field;
      text.append('\t')
          .append(known.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
    }
    text.append('\n');
  }
}
