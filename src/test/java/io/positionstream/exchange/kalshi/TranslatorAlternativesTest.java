package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.exchange.kalshi.WireNews.Kind;
import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Market.Phase;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What samples mean when the exchange writes them in another way it documents. */
class TranslatorAlternativesTest {

  private final WireNews news = new WireNews();
  private final Translator translator = new Translator(news);

  @Test
  void readsAFillHeardWithoutItsOptions() {
    Fill fill =
        translator.fill((Frame.FillFrame) frame("a fill told by the side of the book, without"));

    assertThat(fill)
        .isEqualTo(
            new Fill(
                new TradeId("d91bc706-0000-4000-8000-000000000002"),
                new MarketTicker("KXBTCD-26OCT01-T60000"),
                Side.NO,
                Contracts.of("0.11"),
                Price.ofDollars("0.48"),
                Money.ZERO,
                false,
                Instant.ofEpochMilli(1671899397000L),
                Optional.empty()));
  }

  @Test
  void readsAFillByRestWithNulls() throws JsonProcessingException {
    var page = reply("a fill told by the side of the book, with nulls", Payloads.Fills.class);

    assertThat(translator.fill(page.rows().getFirst()))
        .isEqualTo(
            new Fill(
                new TradeId("t2"),
                new MarketTicker("A"),
                Side.NO,
                Contracts.of("227.27"),
                Price.ofDollars("0.56"),
                Money.ZERO,
                false,
                Instant.ofEpochSecond(1781159370),
                Optional.empty()));
  }

  @Test
  void readsAMarketThatNeverTraded() {
    assertThat(translator.quote((Frame.Ticker) frame("a market that never traded")))
        .isEqualTo(
            new Quote(
                Price.ZERO,
                Contracts.ZERO,
                Price.ONE,
                Contracts.ZERO,
                Price.ZERO,
                Instant.ofEpochMilli(1764547200000L)));
  }

  @Test
  void readsTheBooksOfASubaccount() {
    assertThat(
            translator.holding(
                (Frame.MarketPosition) frame("the books of a market in a subaccount")))
        .isEqualTo(
            new Holding(
                Contracts.of("-88.02"),
                Money.ofDollars("45.7704"),
                Money.ofDollars("-0.04"),
                Money.ofDollars("0.0175"),
                Money.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"0.56", "0.560", "0.5600", "0.56000", "0.560000"})
  void readsMoneyOfTwoToSixDecimals(String dollars) throws JsonProcessingException {
    ObjectNode wire = starting("rest", "a short").deepCopy();
    ((ObjectNode) wire.at("/market_positions/0")).put("market_exposure_dollars", dollars);
    Book book = translator.book(read(wire, Payloads.Positions.class).rows().getFirst());

    assertThat(book.holding().cost()).isEqualTo(Money.ofDollars("0.56"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-06T01:55:17Z, 0",
    "2026-07-06T01:55:17.4Z, 400000000",
    "2026-07-06T01:55:17.47Z, 470000000",
    "2026-07-06T01:55:17.474Z, 474000000",
    "2026-07-06T01:55:17.4742Z, 474200000",
    "2026-07-06T01:55:17.47424Z, 474240000",
    "2026-07-06T01:55:17.474241Z, 474241000",
    "2026-07-06T01:55:17.4742412Z, 474241200",
    "2026-07-06T01:55:17.47424123Z, 474241230",
    "2026-07-06T01:55:17.474241234Z, 474241234",
    "2026-07-06T03:55:17+02:00, 0"
  })
  void readsTimesOfAnyFraction(String text, long nanos) {
    assertThat(translator.time(text))
        .isEqualTo(Instant.parse("2026-07-06T01:55:17Z").plusNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-07-06", "2026-07-06T01:55:17", "1783302917"})
  void refusesOtherTimes(String text) {
    assertThatThrownBy(() -> translator.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Both rows were seen in production; the pairs of a two-sided history paid a dollar each. */
  @ParameterizedTest
  @CsvSource({"168.00, 97.08, 151.34, -80.42", "189.00, 96.52, 165.55, -73.07"})
  void countsThePairsOfATwoSidedSettlement(String count, String yes, String no, String realized)
      throws JsonProcessingException {
    ObjectNode wire = starting("rest", "a two-sided row").deepCopy();
    ObjectNode row = (ObjectNode) wire.at("/settlements/0");
    row.put("yes_count_fp", count).put("no_count_fp", count);
    row.put("yes_total_cost_dollars", yes).put("no_total_cost_dollars", no);

    var rows = read(wire, Payloads.Settlements.class).rows();
    assertThat(translator.settlement(rows.getFirst(), PaidValues.NONE))
        .returns(Contracts.ZERO, Settlement::contracts)
        .returns(Money.ZERO, Settlement::payout)
        .returns(Money.ofDollars(realized), Settlement::realized)
        .returns(Optional.of(Price.ZERO), Settlement::value);
  }

  @ParameterizedTest
  @CsvSource({
    "yes, 100, 1, 0",
    "no, 0, 0, 0",
    "yes, , 1, 0",
    "no, , 0, 0",
    "scalar, 33, 0.33, 0",
    "scalar, 0, 0, 0",
    "scalar, , , 0",
    "'', , , 0",
    "void, 50, 0.5, 0",
    "void, , , 1"
  })
  void tellsWhatOneYesPaid(String result, Long cents, String value, int news)
      throws JsonProcessingException {
    ObjectNode wire = starting("rest", "a one-sided row").deepCopy();
    ((ObjectNode) wire.at("/settlements/0")).put("market_result", result).put("value", cents);

    var rows = read(wire, Payloads.Settlements.class).rows();
    Settlement settlement = translator.settlement(rows.getFirst(), PaidValues.NONE);

    assertThat(settlement.result()).isEqualTo(result);
    assertThat(settlement.value()).isEqualTo(Optional.ofNullable(value).map(Price::ofDollars));
    assertThat(this.news.count(Kind.STATUS)).isEqualTo(news);
  }

  @ParameterizedTest
  @CsvSource({
    "value, 101",
    "value, -1",
    "value, 9223372036854775807",
    "revenue, 9223372036854775807",
    "no_total_cost_dollars, -9223372036854.775808",
    "fee_cost, 1e99",
    "fee_cost, ''",
    "yes_count_fp, 1.001",
    "settled_time, never"
  })
  void refusesASettlementThatCannotBe(String field, String figure) throws JsonProcessingException {
    ObjectNode wire = starting("rest", "a one-sided row").deepCopy();
    ObjectNode row = (ObjectNode) wire.at("/settlements/0");
    if (row.path(field).isNumber()) {
      row.put(field, Long.parseLong(figure));
    } else {
      row.put(field, figure);
    }
    Payloads.Settlement read = read(wire, Payloads.Settlements.class).rows().getFirst();

    assertThatThrownBy(() -> translator.settlement(read, PaidValues.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected");
  }

  @Test
  void refusesAFillOfATimeThatCannotBe() {
    var wire =
        new Payloads.Fill("t", "A", "yes", "bid", "1", "0.5", "0", true, "", Long.MAX_VALUE, null);

    assertThatThrownBy(() -> translator.fill(wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a time");
  }

  @Test
  void readsASettledCombinationWithoutWhatMayBeLeftOut() throws JsonProcessingException {
    var row =
        reply("a combination that is settled", MarketPayloads.Markets.class).rows().getFirst();

    assertThat(translator.market(row, Optional.empty()))
        .isEqualTo(
            new Market(
                new MarketTicker("KXMVE-1"),
                "KXMVE",
                "KXMVE",
                Optional.empty(),
                Optional.empty(),
                Phase.DETERMINED,
                Optional.of(Price.ofDollars("0.33"))));
    assertThat(translator.quote(row, Instant.EPOCH))
        .isEqualTo(
            new Quote(
                Price.ZERO, Contracts.ZERO, Price.ONE, Contracts.ZERO, Price.ZERO, Instant.EPOCH));
  }

  @Test
  void anUnknownStatusLeavesAMarketOpenAndIsCounted() throws JsonProcessingException {
    MarketPayloads.Market row = marketWith("status", "frozen");

    assertThat(translator.market(row, Optional.empty()).phase()).isEqualTo(Phase.OPEN);
    assertThat(news.count(Kind.STATUS)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialized",
        "inactive",
        "active",
        "closed",
        "determined",
        "disputed",
        "amended",
        "finalized"
      })
  void knowsEveryDocumentedStatus(String status) throws JsonProcessingException {
    assertThat(translator.market(marketWith("status", status), Optional.empty())).isNotNull();
    assertThat(news.count(Kind.STATUS)).isZero();
  }

  @Test
  void tellsWhatALifecycleSaysOfTheValue() {
    assertThat(translator.determinedValue((Frame.Lifecycle) frame("determined in between")))
        .contains(Price.ofDollars("0.25"));
    assertThat(translator.determinedValue((Frame.Lifecycle) frame("the life of a combination")))
        .contains(Price.ZERO);
    assertThat(translator.determinedValue((Frame.Lifecycle) frame("settled"))).isEmpty();
    assertThat(translator.determinedValue(new Frame.Lifecycle("determined", "A", "void", null)))
        .isEmpty();
    assertThat(news.count(Kind.STATUS)).isEqualTo(1);
  }

  private static MarketPayloads.Market marketWith(String field, String value)
      throws JsonProcessingException {
    ObjectNode wire = starting("rest", "a market in its trading").deepCopy();
    ((ObjectNode) wire.at("/markets/0")).put(field, value);
    return read(wire, MarketPayloads.Markets.class).rows().getFirst();
  }

  private static <T> T reply(String why, Class<T> type) throws JsonProcessingException {
    return read(starting("rest", why), type);
  }

  private static <T> T read(JsonNode wire, Class<T> type) throws JsonProcessingException {
    return Wire.read(wire.toString(), type, new WireNews());
  }

  private static Frame frame(String why) {
    return new FrameDecoder(new WireNews()).decode(starting("socket", why).toString()).frame();
  }

  private static JsonNode starting(String file, String why) {
    return SampleLines.of(file).stream()
        .filter(line -> line.text("why").startsWith(why))
        .findFirst()
        .orElseThrow()
        .wire();
  }
}
