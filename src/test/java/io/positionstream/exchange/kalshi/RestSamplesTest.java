package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.exchange.kalshi.SampleLines.Line;
import io.positionstream.exchange.kalshi.WireNews.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reply to a read as it is documented, and the ways it may be written. */
class RestSamplesTest {

  /** Replies, and where their rows are. */
  private static final Map<Class<? extends Record>, String> REPLIES =
      Map.ofEntries(
          Map.entry(Payloads.Balance.class, ""),
          Map.entry(Payloads.Positions.class, "/market_positions/0"),
          Map.entry(Payloads.Fills.class, "/fills/0"),
          Map.entry(Payloads.Settlements.class, "/settlements/0"),
          Map.entry(PastPayloads.Deposits.class, "/deposits/0"),
          Map.entry(PastPayloads.Withdrawals.class, "/withdrawals/0"),
          Map.entry(PastPayloads.Cutoff.class, ""),
          Map.entry(MarketPayloads.Markets.class, "/markets/0"),
          Map.entry(MarketPayloads.EventReply.class, "/event"),
          Map.entry(Payloads.ApiKeys.class, "/api_keys/0"),
          Map.entry(Payloads.UserDataTimestamp.class, ""),
          Map.entry(Payloads.Limits.class, "/read"),
          Map.entry(MarketPayloads.ExchangeStatus.class, ""));

  private final WireNews news = new WireNews();

  static List<Line> samples() {
    return SampleLines.of("rest");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsEveryComponent(Line sample) throws JsonProcessingException {
    Object reply = Wire.read(sample.wire().toString(), type(sample), news);

    assertThat(tree(reply)).isEqualTo(sample.reads());
    assertThat(news.count(Kind.FIELD)).isZero();
  }

  /** Each required field of each reply, or of its first row. */
  static Stream<Arguments> requiredFields() {
    return samples().stream()
        .flatMap(
            sample ->
                places(sample)
                    .flatMap(
                        place ->
                            WireFields.required(place.type()).stream()
                                .map(field -> Arguments.of(sample, place.pointer(), field))));
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void namesARequiredFieldThatIsMissingOrNull(Line sample, String pointer, String field) {
    ObjectNode without = sample.wire().deepCopy();
    ((ObjectNode) without.at(pointer)).remove(field);
    ObjectNode empty = sample.wire().deepCopy();
    ((ObjectNode) empty.at(pointer)).putNull(field);

    for (JsonNode damaged : List.of(without, empty)) {
      assertThatThrownBy(() -> Wire.read(damaged.toString(), type(sample), news))
          .isInstanceOf(JsonProcessingException.class)
          .hasMessageContaining("the field " + field + ",");
    }
  }

  static Stream<Arguments> optionalFields() {
    return samples().stream()
        .flatMap(
            sample ->
                places(sample)
                    .flatMap(
                        place ->
                            WireFields.optional(place.type()).stream()
                                .map(field -> Arguments.of(sample, place.pointer(), field))));
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void takesNullForAnOptionalFieldThatIsMissing(Line sample, String pointer, String field)
      throws JsonProcessingException {
    ObjectNode without = sample.wire().deepCopy();
    ((ObjectNode) without.at(pointer)).remove(field);
    ObjectNode empty = sample.wire().deepCopy();
    ((ObjectNode) empty.at(pointer)).putNull(field);

    JsonNode read = tree(Wire.read(without.toString(), type(sample), news));

    assertThat(read.at(pointer + "/" + field).isNull()).isTrue();
    assertThat(tree(Wire.read(empty.toString(), type(sample), news))).isEqualTo(read);
  }

  static Stream<Arguments> bodiesThatAreNoSuccess() {
    return REPLIES.keySet().stream()
        .flatMap(
            type ->
                Stream.of(
                        "",
                        "  \n",
                        "null",
                        "[]",
                        "[{}]",
                        "\"ok\"",
                        "42",
                        "true",
                        "<html><body>502 Bad Gateway</body></html>",
                        "upstream timed out",
                        "{",
                        "{}{}",
                        "{} trailing",
                        "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"no\"}}",
                        "{\"error\":\"too many requests\"}",
                        "{\"code\":\"deprecated_v1_order_endpoint\",\"message\":\"gone\"}",
                        "{\"msg\":\"Parameter validation failed\"}",
                        "{\"message\":\"no\"}",
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "x".repeat(1_000_000))
                    .map(body -> Arguments.of(type, new Body(body))));
  }

  /** A success without its body is none, and least of all an empty account. */
  @ParameterizedTest
  @MethodSource("bodiesThatAreNoSuccess")
  void refusesABodyThatIsNotWhatWasAskedFor(Class<? extends Record> type, Body body) {
    assertThatThrownBy(() -> Wire.read(body.text(), type, news))
        .isInstanceOf(JsonProcessingException.class)
        .extracting(e -> ((JsonProcessingException) e).getOriginalMessage())
        .asString()
        .isNotBlank()
        .hasSizeLessThan(1_000);
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(Payloads.Positions.class, "market_positions"),
        Arguments.of(Payloads.Fills.class, "fills"),
        Arguments.of(Payloads.Settlements.class, "settlements"),
        Arguments.of(PastPayloads.Deposits.class, "deposits"),
        Arguments.of(PastPayloads.Withdrawals.class, "withdrawals"),
        Arguments.of(MarketPayloads.Markets.class, "markets"),
        Arguments.of(Payloads.ApiKeys.class, "api_keys"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void namesTheListThatHasANullForARow(Class<? extends Record> type, String list) {
    assertThatThrownBy(() -> Wire.read("{\"%s\":[null]}".formatted(list), type, news))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("row of " + list);
  }

  @Test
  void doesNotTakeAKeyWithoutScopesForHarmless() {
    for (String key : List.of("{\"api_key_id\":\"a\"}", "{\"api_key_id\":\"a\",\"scopes\":null}")) {
      assertThatThrownBy(
              () -> Wire.read("{\"api_keys\":[%s]}".formatted(key), Payloads.ApiKeys.class, news))
          .isInstanceOf(JsonProcessingException.class)
          .hasMessageContaining("the field scopes,");
    }
  }

  @Test
  void doesNotCutAFractionFromWholeCents() {
    String row =
        SampleLines.of("rest").stream()
            .filter(line -> line.text("type").equals("Settlements"))
            .findFirst()
            .orElseThrow()
            .wire()
            .toString();

    assertThatThrownBy(
            () -> Wire.read(row.replace("1500", "1500.75"), Payloads.Settlements.class, news))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("revenue");
  }

  @Test
  void countsFieldsThatAreNotDocumented() throws JsonProcessingException {
    String body =
        "{\"mood\":{\"a\":[1]},\"balance_dollars\":\"1\",\"portfolio_value\":0,\"mind\":null}";

    assertThat(Wire.read(body, Payloads.Balance.class, news).balanceDollars()).isEqualTo("1");
    assertThat(Wire.read(body, Payloads.Balance.class, news).balanceDollars()).isEqualTo("1");
    assertThat(news.count(Kind.FIELD)).isEqualTo(4);
    assertThat(news.told()).isEqualTo(2);
  }

  /** Shortens what is printed. */
  record Body(String text) {
    @Override
    public String toString() {
      return text.substring(0, Math.min(text.length(), 40)).strip();
    }
  }

  /** A record of ours, and where it is in the reply. */
  private record Place(Class<? extends Record> type, String pointer) {}

  private static Stream<Place> places(Line sample) {
    Class<? extends Record> reply = type(sample);
    return Stream.of(new Place(reply, ""), new Place(rowOf(reply), REPLIES.get(reply)))
        .distinct()
        .filter(place -> sample.wire().at(place.pointer()).isObject());
  }

  private static Class<? extends Record> rowOf(Class<? extends Record> reply) {
    return switch (reply.getSimpleName()) {
      case "Positions" -> Payloads.MarketPosition.class;
      case "Fills" -> Payloads.Fill.class;
      case "Settlements" -> Payloads.Settlement.class;
      case "Deposits", "Withdrawals" -> PastPayloads.Transfer.class;
      case "Markets" -> MarketPayloads.Market.class;
      case "EventReply" -> MarketPayloads.Event.class;
      case "ApiKeys" -> Payloads.ApiKey.class;
      case "Limits" -> Payloads.Bucket.class;
      default -> reply;
    };
  }

  private static Class<? extends Record> type(Line sample) {
    return REPLIES.keySet().stream()
        .filter(type -> type.getSimpleName().equals(sample.text("type")))
        .findFirst()
        .orElseThrow();
  }

  /** As text and back, so that numbers compare by value and not by their Java type. */
  private static JsonNode tree(Object reply) {
    return SampleLines.parsed(Wire.JSON.valueToTree(reply).toString());
  }
}
