package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that the exchange still sends and that once told something wrong change nothing. */
class LegacyFieldsTest {

  private static final Map<String, Object> CONTRADICTING =
      Map.of(
          "side", "no",
          "action", "sell",
          "purchased_side", "no",
          "taker_side", "no",
          "is_yes", false,
          "yes_price", 1,
          "no_price", 99,
          "no_price_dollars", "0.0100",
          "count", 999);

  /** Cents and whole counts were removed; whoever sends them again is not believed. */
  private static final Map<String, Object> CENTS =
      Map.of(
          "yes_bid", 1,
          "yes_ask", 99,
          "last_price", 1,
          "price", 1,
          "no_bid_dollars", "1.0000",
          "no_ask_dollars", "1.0000",
          "settlement_value", 1,
          "tick_size", 1,
          "ts", 1,
          "time", "1999-01-01T00:00:00Z");

  private final Translator translator = new Translator(new WireNews());

  static List<JsonNode> heardFills() {
    return wires("socket", line -> line.text("frame").equals("FillFrame"));
  }

  static List<JsonNode> readFills() {
    return wires("rest", line -> line.wire().at("/fills/0").isObject());
  }

  static List<JsonNode> heardTicks() {
    return wires("socket", line -> line.text("frame").equals("Ticker"));
  }

  static List<JsonNode> readMarkets() {
    return wires("rest", line -> line.wire().at("/markets/0").isObject());
  }

  static List<JsonNode> readSettlements() {
    return wires("rest", line -> line.wire().at("/settlements/0").isObject());
  }

  @ParameterizedTest
  @MethodSource("heardFills")
  void aFillHeardIsTheSameWhateverTheySay(JsonNode wire) {
    Fill plain = heard(changed(wire, "/msg", Map.of()));

    assertThat(heard(changed(wire, "/msg", CONTRADICTING))).isEqualTo(plain);
    assertThat(heard(changed(wire, "/msg", Map.of("ts", 1)))).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("readFills")
  void aFillReadIsTheSameWhateverTheySay(JsonNode wire) throws JsonProcessingException {
    Fill plain = fillOf(changed(wire, "/fills/0", Map.of()));

    assertThat(fillOf(changed(wire, "/fills/0", CONTRADICTING))).isEqualTo(plain);
    assertThat(fillOf(changed(wire, "/fills/0", Map.of("fill_id", "x", "market_ticker", "Y"))))
        .isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("heardTicks")
  void aTickIsTheSameWhateverTheySay(JsonNode wire) {
    assertThat(tick(changed(wire, "/msg", CENTS))).isEqualTo(tick(wire));
  }

  @ParameterizedTest
  @MethodSource("readMarkets")
  void aMarketIsTheSameWhateverTheySay(JsonNode wire) throws JsonProcessingException {
    assertThat(marketOf(changed(wire, "/markets/0", CENTS))).isEqualTo(marketOf(wire));
    assertThat(quoteOf(changed(wire, "/markets/0", CENTS))).isEqualTo(quoteOf(wire));
  }

  @ParameterizedTest
  @MethodSource("readSettlements")
  void aSettlementIsTheSameWhateverTheySay(JsonNode wire) throws JsonProcessingException {
    Map<String, Object> cents =
        Map.of("yes_count", 1, "no_count", 1, "yes_total_cost", 1, "no_total_cost", 1);

    assertThat(settlementOf(changed(wire, "/settlements/0", cents))).isEqualTo(settlementOf(wire));
  }

  private Fill heard(JsonNode wire) {
    return translator.fill((Frame.FillFrame) decoded(wire));
  }

  private Quote tick(JsonNode wire) {
    return translator.quote((Frame.Ticker) decoded(wire));
  }

  private static Frame decoded(JsonNode wire) {
    return new FrameDecoder(new WireNews()).decode(wire.toString()).frame();
  }

  private Fill fillOf(JsonNode wire) throws JsonProcessingException {
    return translator.fill(read(wire, Payloads.Fills.class).rows().getFirst());
  }

  private Settlement settlementOf(JsonNode wire) throws JsonProcessingException {
    return translator.settlement(
        read(wire, Payloads.Settlements.class).rows().getFirst(), PaidValues.NONE);
  }

  private Market marketOf(JsonNode wire) throws JsonProcessingException {
    return translator.market(
        read(wire, MarketPayloads.Markets.class).rows().getFirst(), Optional.empty());
  }

  private Quote quoteOf(JsonNode wire) throws JsonProcessingException {
    return translator.quote(
        read(wire, MarketPayloads.Markets.class).rows().getFirst(), Instant.EPOCH);
  }

  private static <T> T read(JsonNode wire, Class<T> type) throws JsonProcessingException {
    return Wire.read(wire.toString(), type, new WireNews());
  }

  /** With every field of {@link #CONTRADICTING} taken away and these put in. */
  private static JsonNode changed(JsonNode wire, String pointer, Map<String, Object> fields) {
    ObjectNode copy = wire.deepCopy();
    ObjectNode row = (ObjectNode) copy.at(pointer);
    row.remove(CONTRADICTING.keySet());
    fields.forEach(row::putPOJO);
    return SampleLines.parsed(copy.toString());
  }

  private static List<JsonNode> wires(
      String file, java.util.function.Predicate<SampleLines.Line> wanted) {
    List<JsonNode> found =
        SampleLines.of(file).stream().filter(wanted).map(SampleLines.Line::wire).toList();
    assertThat(found).hasSizeGreaterThanOrEqualTo(2);
    return found;
  }
}
