package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.positionstream.exchange.kalshi.FrameDecoder.Unreadable;
import io.positionstream.exchange.kalshi.SampleLines.Line;
import io.positionstream.exchange.kalshi.WireNews.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the socket as it is documented, and the ways it may be written. */
class SocketSamplesTest {

  private final WireNews news = new WireNews();
  private final FrameDecoder decoder = new FrameDecoder(news);

  static List<Line> samples() {
    return SampleLines.of("socket");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsEveryComponentAndBothNumbers(Line sample) {
    assertReads(sample, sample.wire().toString());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheSameFromAFrameThatEndsWithANewline(Line sample) {
    assertReads(sample, sample.wire() + "\n");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheSameInTheOppositeOrder(Line sample) {
    assertReads(sample, reversed(sample.wire()).toString());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void findsNothingNewInWhatIsDocumented(Line sample) {
    decoder.decode(sample.wire().toString());

    assertThat(Stream.of(Kind.values()).mapToLong(news::count).sum()).isZero();
  }

  /** Each required field of each message, once with its type first, once last. */
  static Stream<Arguments> requiredFields() {
    return samples().stream()
        .flatMap(
            sample -> required(sample).stream().map(field -> Arguments.of(sample.wire(), field)));
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void namesARequiredFieldThatIsMissingOrNull(ObjectNode wire, String field) {
    ObjectNode without = wire.deepCopy();
    ((ObjectNode) without.path("msg")).remove(field);
    ObjectNode empty = wire.deepCopy();
    ((ObjectNode) empty.path("msg")).putNull(field);

    for (JsonNode damaged : List.of(without, empty, reversed(without), reversed(empty))) {
      assertThatThrownBy(() -> decoder.decode(damaged.toString()))
          .isInstanceOf(Unreadable.class)
          .hasMessageContaining("the field " + field + ",");
    }
  }

  static Stream<Arguments> optionalFields() {
    return samples().stream()
        .flatMap(
            sample -> optional(sample).stream().map(field -> Arguments.of(sample.wire(), field)));
  }

  @ParameterizedTest
  @MethodSource("optionalFields")
  void takesNullForAnOptionalFieldThatIsMissing(ObjectNode wire, String field) {
    ObjectNode without = wire.deepCopy();
    ((ObjectNode) without.path("msg")).remove(field);
    ObjectNode empty = wire.deepCopy();
    ((ObjectNode) empty.path("msg")).putNull(field);

    assertThat(decoder.decode(without.toString())).isEqualTo(decoder.decode(empty.toString()));
    assertThat(tree(decoder.decode(without.toString()).frame()).path(field).isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ticker",
    "fill",
    "market_position",
    "market_lifecycle_v2",
    "multivariate_market_lifecycle",
    "subscribed"
  })
  void namesTheWholeMessageWhenItIsMissingOrNull(String type) {
    for (String body : List.of("", ",\"msg\":null")) {
      assertThatThrownBy(() -> decoder.decode("{\"type\":\"" + type + "\"" + body + "}"))
          .isInstanceOf(Unreadable.class)
          .hasMessageContaining("the field msg,");
    }
    assertThatThrownBy(() -> decoder.decode("{\"msg\":null,\"type\":\"" + type + "\"}"))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("the field msg,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sid':1,'msg':{}} | the field type,",
        "{'type':null,'msg':{}} | the field type,",
        "{'type':'ok','sid':{'a':1}} | a number for the field sid",
        "{'type':'ok','seq':'x'} | a number for the field seq",
        "{'type':'ok','id':1.5} | a number for the field id",
        "{'type':'ok'}{'type':'ok'} | one JSON object",
        "{'type':'ok'}] | ''",
        "null | a JSON object",
        "{'type':'market_lifecycle_v2','msg':[]} | ''",
        "{'type':'market_position','msg':'A'} | ''"
      })
  void refusesWhatIsNoMessage(String text, String reason) {
    assertThatThrownBy(() -> decoder.decode(text.replace('\'', '"')))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"8, false", "10, true", "17, true", "25, true", "0, false"})
  void knowsTheErrorsThatEndAChannel(int code, boolean terminal) {
    assertThat(new Frame.ErrorReply(0, code, "").terminal()).isEqualTo(terminal);
  }

  @Test
  void countsFieldsThatAreNotDocumented() {
    decoder.decode("{\"type\":\"ok\",\"id\":1,\"trace\":{\"a\":[1]},\"msg\":{}}");
    decoder.decode(
        "{\"type\":\"market_lifecycle_v2\",\"msg\":{\"mood\":[{}],\"market_ticker\":\"A\",\"event_type\":\"settled\"}}");

    assertThat(news.count(Kind.FIELD)).isEqualTo(2);
    assertThat(news.told()).isEqualTo(2);
  }

  @Test
  void countsTypesAndEventsThatAreNotDocumentedAndPassesThem() {
    String frame =
        "{\"type\":\"market_lifecycle_v2\",\"sid\":1,\"seq\":2,\"msg\":{\"market_ticker\":\"A\",\"event_type\":\"moved\"}}";

    assertThat(decoder.decode("{\"type\":\"weather\",\"sid\":4,\"seq\":5,\"msg\":{\"x\":1}}"))
        .isEqualTo(new Envelope(new Frame.Other("weather"), 4, 5));
    assertThat(decoder.decode(frame))
        .isEqualTo(new Envelope(new Frame.Lifecycle("moved", "A", null, null), 1, 2));
    assertThat(news.count(Kind.FRAME_TYPE)).isEqualTo(1);
    assertThat(news.count(Kind.EVENT_TYPE)).isEqualTo(1);
  }

  private void assertReads(Line sample, String text) {
    Envelope message = decoder.decode(text);

    assertThat(message.frame().getClass().getSimpleName()).isEqualTo(sample.text("frame"));
    assertThat(tree(message.frame())).isEqualTo(sample.reads());
    assertThat(message.sid()).isEqualTo(sample.number("sid"));
    assertThat(message.seq()).isEqualTo(sample.number("seq"));
  }

  private static List<String> required(Line sample) {
    return switch (sample.text("frame")) {
      case "Subscribed" -> List.of("channel", "sid");
      case "Ticker" -> WireFields.required(Frame.Ticker.class);
      case "FillFrame" -> WireFields.required(Frame.FillFrame.class);
      case "MarketPosition" -> WireFields.required(Frame.MarketPosition.class);
      case "Lifecycle" -> WireFields.required(Frame.Lifecycle.class);
      default -> List.of();
    };
  }

  private static List<String> optional(Line sample) {
    return switch (sample.text("frame")) {
      case "FillFrame" -> WireFields.optional(Frame.FillFrame.class);
      case "MarketPosition" -> WireFields.optional(Frame.MarketPosition.class);
      case "Lifecycle" -> WireFields.optional(Frame.Lifecycle.class);
      default -> List.of();
    };
  }

  /** As text and back, so that numbers compare by value and not by their Java type. */
  private static JsonNode tree(Frame frame) {
    return SampleLines.parsed(Wire.JSON.valueToTree(frame).toString());
  }

  private static ObjectNode reversed(JsonNode message) {
    List<String> names = new ArrayList<>();
    message.fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    ObjectNode reversed = Wire.JSON.createObjectNode();
    names.forEach(name -> reversed.set(name, message.get(name)));
    return reversed;
  }
}
