package io.positionstream.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;

/** Control of accounts: make one, see all of it, trade for it, move its cash. */
final class ControlAccounts {
  private static final Dollars FIRST_CASH = Dollars.of("1000");
  private final Vertx vertx;
  private final Exchange exchange;
  private final Lines lines;

  ControlAccounts(Vertx vertx, Exchange exchange, Lines lines) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.lines = lines;
  }

  /** Makes the key on a worker; answers with the private half, which is kept nowhere. */
  Future<JsonObject> open(ControlBody body) {
    Dollars cash = body.dollars("cash_dollars").orElse(FIRST_CASH);
    if (cash.isNegative()) {
      throw Refusal.invalid("cash_dollars: expected an amount of at least 0");
    }
    return vertx.executeBlocking(RsaKeys::generate, false).map(key -> open(cash, key));
  }

  /** The truth about an account, with all its fills and settlements, newest first. */
  JsonObject show(Account account) {
    JsonArray positions = new JsonArray();
    account
        .holdings()
        .forEach((ticker, holding) -> positions.add(AccountJson.position(ticker, holding)));
    JsonArray fills = new JsonArray();
    account.fills().reversed().forEach(fill -> fills.add(AccountJson.fill(fill)));
    JsonArray settlements = new JsonArray();
    account.settlements().reversed().forEach(s -> settlements.add(AccountJson.settlement(s)));
    return cash(account)
        .put("positions", positions)
        .put("fills", fills)
        .put("settlements", settlements)
        .put("connections", lines.count(account));
  }

  JsonObject trade(Account account, ControlBody body) {
    Contracts count = ControlBody.required("count_fp", body.contracts("count_fp"));
    Price price = ControlBody.required("yes_price_dollars", body.price("yes_price_dollars"));
    if (!count.isPositive()) {
      throw Refusal.invalid("count_fp: expected a number above 0");
    }
    if (!price.isTradable()) {
      throw Refusal.invalid("yes_price_dollars: expected a price between 0 and 1, both excluded");
    }
    boolean taker = body.flag("is_taker").orElse(true);
    Dollars fee = body.dollars("fee_dollars").orElseGet(() -> Fees.of(count, price, taker));
    if (fee.isNegative()) {
      throw Refusal.invalid("fee_dollars: expected an amount of at least 0");
    }
    String ticker = ControlBody.required("market_ticker", body.ticker("market_ticker"));
    return AccountJson.fill(
        exchange.trade(account, new Execution(ticker, side(body), count, price, fee, taker)));
  }

  JsonObject moveCash(Account account, ControlBody body) {
    Dollars amount = ControlBody.required("amount_dollars", body.dollars("amount_dollars"));
    if (amount.equals(Dollars.ZERO) || !amount.equals(amount.flooredToCent())) {
      throw Refusal.invalid("amount_dollars: expected whole cents other than 0");
    }
    exchange.moveCash(account, amount);
    return cash(account);
  }

  private JsonObject open(Dollars cash, KeyPair key) {
    Account account = exchange.openAccount(exchange.newId(), cash);
    String keyId = exchange.newId();
    exchange.addKey(account, keyId, "simulated", RsaKeys.encode(key.getPublic()));
    return new JsonObject()
        .put("account_id", account.id())
        .put("key_id", keyId)
        .put("private_key_pem", RsaKeys.toPem(key.getPrivate()));
  }

  private static Side side(ControlBody body) {
    return switch (ControlBody.required("outcome_side", body.text("outcome_side"))) {
      case "yes" -> Side.YES;
      case "no" -> Side.NO;
      default -> throw Refusal.invalid("outcome_side: expected yes or no");
    };
  }

  private static JsonObject cash(Account account) {
    return new JsonObject()
        .put("account_id", account.id())
        .put("cash_dollars", account.cash().wireCash());
  }
}
