package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.EventTerms;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.Market.Phase;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What samples of markets and their prices mean. */
class MarketTranslationTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Translator translator = new Translator(new WireNews());

  @Test
  void translatesAMarketWithTheTitleOfItsEvent() {
    var row = Samples.of("rest-markets", MarketPayloads.Markets.class).rows().getFirst();
    var event = Samples.of("rest-event", MarketPayloads.EventReply.class).event();

    assertThat(translator.market(row, Optional.of(translator.terms(event))))
        .isEqualTo(
            new Market(
                new MarketTicker("KXHIGHNY-25DEC14-T34"),
                "KXHIGHNY-25DEC14",
                "Highest temperature in NYC on Dec 14 · 33° or below",
                Optional.of(Instant.parse("2025-12-15T04:59:00Z")),
                Optional.of(Instant.parse("2025-12-15T15:00:00Z")),
                Phase.OPEN,
                Optional.empty(),
                Optional.of(new EventTerms("Highest temperature in NYC on Dec 14", true))));
    assertThat(translator.quote(row, NOW))
        .isEqualTo(
            new Quote(
                Price.ofDollars("0.17"),
                Contracts.of("100"),
                Price.ofDollars("0.19"),
                Contracts.of("25.5"),
                Price.ofDollars("0.18"),
                NOW));
  }

  @Test
  void fallsBackWhereAMarketIsSilent() {
    Market market =
        translator.market(
            marketWith(Map.of("expected_expiration_time", "", "yes_sub_title", "")),
            Optional.empty());

    assertThat(market.title()).isEqualTo("Will the high temp in NYC be <34°?");
    assertThat(market.expiresAt()).contains(Instant.parse("2025-12-22T04:59:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "initialized,,,OPEN,",
    "active,,,OPEN,",
    "inactive,,,OPEN,",
    "closed,,,CLOSED,",
    "closed,1.0000,yes,CLOSED,",
    "disputed,,,CLOSED,",
    "disputed,0.2500,,DETERMINED,0.25",
    "determined,,yes,DETERMINED,1",
    "determined,0.0000,no,DETERMINED,0",
    "amended,0.3300,scalar,DETERMINED,0.33",
    "finalized,,scalar,DETERMINED,",
    "archived,,,OPEN,",
    "archived,,scalar,OPEN,",
    "archived,,yes,DETERMINED,1",
    "archived,0.3300,scalar,DETERMINED,0.33"
  })
  void tellsThePhaseOfAMarket(
      String status, String settlementValue, String result, Phase phase, String value) {
    Market market =
        translator.market(
            marketWith(
                Map.of(
                    "status",
                    status,
                    "settlement_value_dollars",
                    Optional.ofNullable(settlementValue).orElse(""),
                    "result",
                    Optional.ofNullable(result).orElse(""))),
            Optional.empty());

    assertThat(market.phase()).isEqualTo(phase);
    assertThat(market.settlementValue())
        .isEqualTo(Optional.ofNullable(value).map(Price::ofDollars));
  }

  @Test
  void takesAnEmptyPriceForAMarketThatNeverTraded() {
    Quote quote = translator.quote(new Frame.Ticker("A", "", "0.00", "", "0.00", "", 1_000L));

    assertThat(quote)
        .isEqualTo(
            new Quote(
                Price.ZERO,
                Contracts.ZERO,
                Price.ONE,
                Contracts.ZERO,
                Price.ZERO,
                Instant.ofEpochSecond(1)));
  }

  @Test
  void translatesATick() {
    var frame =
        (Frame.Ticker) new FrameDecoder(new WireNews()).decode(Samples.of("ws-ticker")).frame();

    assertThat(translator.quote(frame))
        .isEqualTo(
            new Quote(
                Price.ofDollars("0.998"),
                Contracts.of("91316.82"),
                Price.ONE,
                Contracts.ZERO,
                Price.ofDollars("0.999"),
                Instant.ofEpochMilli(1784475900544L)));
  }

  @Test
  void tellsWhatADeterminedMarketPays() {
    assertThat(translator.determinedValue(new Frame.Lifecycle("determined", "A", "no", "0.2500")))
        .contains(Price.ofDollars("0.25"));
    assertThat(translator.determinedValue(new Frame.Lifecycle("determined", "A", "yes", "")))
        .contains(Price.ONE);
    assertThat(translator.determinedValue(new Frame.Lifecycle("determined", "A", "scalar", null)))
        .isEmpty();
  }

  private static MarketPayloads.Market marketWith(Map<String, String> changes) {
    try {
      JsonNode market = Wire.JSON.readTree(Samples.of("rest-markets")).path("markets").get(0);
      changes.forEach(((ObjectNode) market)::put);
      return Wire.JSON.treeToValue(market, MarketPayloads.Market.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
