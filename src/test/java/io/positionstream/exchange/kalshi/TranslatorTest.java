package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorTest {

  private final Translator translator = new Translator(new WireNews());

  @Test
  void translatesAPositionRow() {
    var row = Samples.of("rest-positions", Payloads.Positions.class).rows().getFirst();

    assertThat(row.ticker()).isEqualTo("KXMLBGAME-26JUL081840NYYTB-NYY");
    assertThat(translator.book(row))
        .isEqualTo(
            new Book(
                new Holding(
                    Contracts.of("-1"),
                    Money.ofDollars("0.52"),
                    Money.ofDollars("-0.04"),
                    Money.ofDollars("0.0175"),
                    Money.ofDollars("1.04")),
                Instant.parse("2026-07-06T01:55:17.344024Z")));
  }

  @Test
  void translatesAFillReadByRest() {
    var row = Samples.of("rest-fills", Payloads.Fills.class).rows().getFirst();

    assertThat(translator.fill(row))
        .isEqualTo(
            new Fill(
                new TradeId("f4a42159-b500-57c6-efa2-c31d94d916c1"),
                new MarketTicker("KXUFCFIGHT-26JUN13-LEP"),
                Side.YES,
                Contracts.of("1"),
                Price.ofDollars("0.52"),
                Money.ofDollars("0.0175"),
                true,
                Instant.parse("2026-06-11T06:29:30.164956Z"),
                Optional.empty()));
  }

  @Test
  void translatesAFillHeardOnTheSocket() {
    var frame =
        (Frame.FillFrame) new FrameDecoder(new WireNews()).decode(Samples.of("ws-fill")).frame();

    assertThat(translator.fill(frame))
        .isEqualTo(
            new Fill(
                new TradeId("d91bc706-0000-4000-8000-000000000001"),
                new MarketTicker("HIGHNY-22DEC23-B53.5"),
                Side.YES,
                Contracts.of("278"),
                Price.ofDollars("0.75"),
                Money.ofDollars("0.01"),
                true,
                Instant.ofEpochMilli(1671899397123L),
                Optional.of(Contracts.of("500"))));
  }

  @ParameterizedTest
  @CsvSource({"no,ask,NO", ",ask,NO", ",bid,YES", "yes,,YES", "no,,NO"})
  void tellsTheDirectionByOutcomeOrBookSideNeverByTheLegacyPair(
      String outcomeSide, String bookSide, Side side) {
    // The legacy pair says "sell yes" here; it did so for closing fills of both directions.
    assertThat(translator.fill(fillOf(outcomeSide, bookSide)).side()).isEqualTo(side);
  }

  @ParameterizedTest
  @CsvSource({",", "maybe,", ",both", "yes,both", "yes,ask", "no,bid"})
  void failsForAFillWithoutADirectionOrWithTwo(String outcomeSide, String bookSide) {
    assertThatThrownBy(() -> translator.fill(fillOf(outcomeSide, bookSide)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void translatesASettlement() {
    var row = Samples.of("rest-settlements", Payloads.Settlements.class).rows().getFirst();

    assertThat(translator.settlement(row, PaidValues.NONE))
        .isEqualTo(
            new Settlement(
                new MarketTicker("KXUFCFIGHT-26AUG15-ABC"),
                "yes",
                Optional.of(Price.ONE),
                Contracts.of("15"),
                Money.ofDollars("15"),
                Money.ofDollars("3.9"),
                Money.ofDollars("0.2021"),
                Instant.parse("2026-08-16T04:00:00Z")));
  }

  @Test
  void takesTheValueOfASettlementFromItsResultWhenItIsNotTold() {
    var row = Samples.of("rest-settlements", Payloads.Settlements.class).rows().getFirst();
    var silent =
        new Payloads.Settlement(
            row.ticker(), "no", "0.00", "0", "3.00", "1.20", 0L, row.settledTime(), "0", null);

    assertThat(translator.settlement(silent, PaidValues.NONE))
        .returns(Optional.of(Price.ZERO), Settlement::value)
        .returns(Money.ofDollars("3"), Settlement::payout)
        .returns(Money.ofDollars("1.8"), Settlement::realized);
  }

  @Test
  void translatesTheBooksHeardOnTheSocket() {
    var frame =
        (Frame.MarketPosition)
            new FrameDecoder(new WireNews()).decode(Samples.of("ws-market-position")).frame();

    assertThat(translator.holding(frame))
        .isEqualTo(
            new Holding(
                Contracts.of("100"),
                Money.ofDollars("50"),
                Money.ofDollars("10"),
                Money.ofDollars("1"),
                Money.ZERO));
  }

  @Test
  void readsTheOtherReplies() {
    assertThat(Samples.of("rest-balance", Payloads.Balance.class).balanceDollars())
        .isEqualTo("999.4625");
    assertThat(Samples.of("rest-api-keys", Payloads.ApiKeys.class).apiKeys())
        .isEqualTo(
            List.of(
                new Payloads.ApiKey("a952bcbe-ec3b-4b5b-b8f9-11dae589608c", List.of("read")),
                new Payloads.ApiKey(
                    "b0000000-0000-4000-8000-000000000002", List.of("read", "write"))));
    assertThat(
            translator.time(
                Samples.of("rest-user-data-timestamp", Payloads.UserDataTimestamp.class)
                    .asOfTime()))
        .isEqualTo(Instant.parse("2026-07-06T01:55:17.344024Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ticker",
        "position_fp",
        "market_exposure_dollars",
        "total_traded_dollars",
        "realized_pnl_dollars",
        "fees_paid_dollars",
        "last_updated_ts"
      })
  void failsForAPositionWithoutARequiredField(String field) throws JsonProcessingException {
    ObjectNode reply = (ObjectNode) Wire.JSON.readTree(Samples.of("rest-positions"));
    ((ObjectNode) reply.path("market_positions").get(0)).remove(field);

    assertThatThrownBy(() -> Wire.JSON.treeToValue(reply, Payloads.Positions.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(field);
  }

  private static Payloads.Fill fillOf(String outcomeSide, String bookSide) {
    return new Payloads.Fill(
        "t", "A", outcomeSide, bookSide, "1.00", "0.5000", "0", false, null, 1L, null);
  }
}
