package io.positionstream.journal;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** Rows of the tables of facts, read back as what was written. */
final class FactRows {

  private FactRows() {}

  static Fill fill(Row row) {
    return new Fill(
        new TradeId(row.getString("trade_id")),
        new MarketTicker(row.getString("ticker")),
        Side.valueOf(row.getString("side")),
        new Contracts(row.getLong("quantity")),
        new Price(row.getInteger("yes_price")),
        new Money(row.getLong("fee")),
        row.getBoolean("is_taker"),
        row.getOffsetDateTime("executed_at").toInstant(),
        Optional.ofNullable(row.getLong("position_after")).map(Contracts::new));
  }

  static Settlement settlement(Row row) {
    return new Settlement(
        new MarketTicker(row.getString("ticker")),
        row.getString("result"),
        Optional.ofNullable(row.getInteger("settlement_value")).map(Price::new),
        new Contracts(row.getLong("contracts")),
        new Money(row.getLong("payout")),
        new Money(row.getLong("realized")),
        new Money(row.getLong("fees")),
        row.getOffsetDateTime("settled_at").toInstant());
  }
}
