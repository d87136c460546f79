package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deposits and withdrawals in our words, by the rules of {@link Translator}. */
final class TransferTranslator {

  private TransferTranslator() {}

  /** What this deposit did to the balance; see {@link #flows}. */
  static List<Flow> deposit(PastPayloads.Transfer wire) {
    return flows(wire, Money.ofCents(wire.amountCents()));
  }

  /** What this withdrawal did to the balance; see {@link #flows}. */
  static List<Flow> withdrawal(PastPayloads.Transfer wire) {
    return flows(wire, Money.ofCents(wire.amountCents()).negated());
  }

  /**
   * Only applied transfers have moved the balance; a returned one moved it there and back. An
   * unknown status fails, as it may have moved money. The fee is not documented to come out of the
   * balance on top: it is told, and the amount is what counts.
   */
  private static List<Flow> flows(PastPayloads.Transfer wire, Money amount) {
    Money fee = Money.ofCents(wire.feeCents());
    Instant created = Translator.at(wire.createdTs());
    Instant done = Optional.ofNullable(wire.finalizedTs()).map(Translator::at).orElse(created);
    return switch (wire.status()) {
      case "pending", "failed" -> List.of();
      case "applied" -> List.of(new Flow(wire.id(), amount, fee, done));
      case "returned" ->
          List.of(
              new Flow(wire.id(), amount, fee, created),
              new Flow(wire.id() + " returned", amount.negated(), Money.ZERO, done));
      default ->
          throw new IllegalArgumentException(
              "Expected the status of a transfer, found \"" + wire.status() + "\".");
    };
  }
}
