package io.positionstream.stream;

import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.web.JsonText;
import java.util.Optional;

/**
 * The fields of what happened, as the public contract names them; written into an object that is
 * open. Units are those of {@link AccountJson}.
 */
public final class FactJson {

  private FactJson() {}

  /** With {@code null} where nobody knows what the fill did to the position. */
  public static void write(JsonText json, Fill fill, Optional<Fill.Effect> effect) {
    json.text("trade_id", fill.id().value());
    json.text("ticker", fill.market().value());
    json.text("side", fill.side().name());
    json.number("quantity", fill.quantity().plain());
    json.number("price", fill.price().cents());
    json.number("fee", fill.fee().plain());
    json.text("effect", effect.map(JsonText::word).orElse(null));
    json.time("time", Optional.of(fill.time()));
  }

  public static void write(JsonText json, Settlement paid) {
    Side side = Side.of(paid.contracts());
    json.text("ticker", paid.market().value());
    json.text("result", paid.result());
    json.text("side", side.name());
    json.number("settlement_value", paid.value().map(value -> value.of(side).cents()));
    json.number("quantity", paid.contracts().abs().plain());
    json.number("payout", paid.payout().plain());
    json.number("realized_pnl", paid.realized().plain());
    json.time("time", Optional.of(paid.time()));
  }
}
