package io.positionstream.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.util.List;
import java.util.function.Consumer;

/** Control of accounts: make one, see all of it, trade for it, move its cash. */
final class ControlAccounts {
  private static final int LAST_SHARD = 99;
  private static final Dollars FIRST_CASH = Dollars.of("1000");
  private final Exchange exchange;
  private final Connections connections;
  private final Worker worker;

  ControlAccounts(Exchange exchange, Connections connections, Worker worker) {
    this.exchange = exchange;
    this.connections = connections;
    this.worker = worker;
  }

  /** Makes the key on a worker; answers with the private half, which is kept nowhere. */
  void open(ControlBody body, Consumer<JsonObject> answer) {
    Dollars cash = body.dollars("cash_dollars").orElse(FIRST_CASH);
    if (cash.isNegative()) {
      throw Refusal.invalid("cash_dollars: expected an amount of at least 0");
    }
    KeyType type = body.parsed("key_type", KeyType::of).orElse(KeyType.RSA);
    List<String> scopes = body.words("scopes").orElse(AccessKey.READ_ONLY);
    worker.run(type::generate, pair -> answer.accept(open(cash, type, pair, scopes)));
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
    // The truth tells what was paid, also where the row of the exchange does not.
    account
        .settlements()
        .reversed()
        .forEach(
            s -> settlements.add(AccountJson.settlement(s).put("revenue", s.payout().cents())));
    return cash(account)
        .put("positions", positions)
        .put("fills", fills)
        .put("settlements", settlements)
        .put("connections", connections.of(account).size())
        .put("connection_numbers", new JsonArray(connections.of(account)));
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
    CashKind kind = body.parsed("kind", CashKind::of).orElse(CashKind.TRANSFER);
    boolean whole = kind != CashKind.TRANSFER || amount.equals(amount.flooredToCent());
    if (amount.equals(Dollars.ZERO) || !whole) {
      throw Refusal.invalid("amount_dollars: expected whole cents other than 0");
    }
    int shard = body.integer("exchange_index", 0, LAST_SHARD).orElse(Account.HOME);
    exchange.moveCash(account, amount, shard, kind);
    return cash(account);
  }

  private JsonObject open(Dollars cash, KeyType type, KeyPair pair, List<String> scopes) {
    Account account = exchange.openAccount(exchange.newId(), cash);
    String keyId = exchange.newId();
    exchange.addKey(account, keyId, "simulated", type, pair.getPublic(), scopes);
    return new JsonObject()
        .put("account_id", account.id())
        .put("key_id", keyId)
        .put("private_key_pem", type.toPem(pair.getPrivate()));
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
        .put("cash_dollars", account.cash().wireCash())
        .put("balance_breakdown", AccountJson.shards(account));
  }
}
