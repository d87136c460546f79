package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.kalshi.FrameDecoder.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

  private final FrameDecoder decoder = new FrameDecoder(new WireNews());

  @Test
  void shortensTheTextOfAnErrorToOneLine() {
    String talkative = "x\\n".repeat(50_000);

    Frame frame =
        decoder
            .decode(
                "{\"type\":\"error\",\"msg\":{\"code\":25,\"msg\":\"%s\"}}".formatted(talkative))
            .frame();

    assertThat(((Frame.ErrorReply) frame).text())
        .startsWith("x x")
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContain("\n");
  }

  @Test
  void readsATick() {
    assertThat(decode("ws-ticker"))
        .isEqualTo(
            new Frame.Ticker(
                "KXBTC15M-26JUL191145-45",
                "0.9980",
                "91316.82",
                "1.0000",
                "0.00",
                "0.9990",
                1784475900544L));
  }

  @Test
  void readsAFill() {
    assertThat(decode("ws-fill"))
        .isEqualTo(
            new Frame.FillFrame(
                "d91bc706-0000-4000-8000-000000000001",
                "HIGHNY-22DEC23-B53.5",
                "yes",
                "bid",
                "278.00",
                "0.7500",
                "0.010000",
                true,
                "500.00",
                1671899397123L,
                3));
  }

  @Test
  void readsThePositionOfAMarket() {
    assertThat(decode("ws-market-position"))
        .isEqualTo(
            new Frame.MarketPosition(
                "FED-23DEC-T3.00", "100.00", "50.0000", "10.0000", "1.0000", null));
  }

  @Test
  void readsTheLifeOfAMarket() {
    assertThat(decode("ws-lifecycle-determined"))
        .isEqualTo(
            new Frame.Lifecycle(
                "determined", "KXMLBSPREAD-26JUL191605WSHATH-ATH4", "no", "0.0000"));
    assertThat(decode("ws-lifecycle-settled"))
        .isEqualTo(new Frame.Lifecycle("settled", "KXBNB15M-26JUL191830-30", null, null));
  }

  @Test
  void readsReplies() {
    assertThat(decode("ws-subscribed")).isEqualTo(new Frame.Subscribed(2, "fill", 3));
    assertThat(decode("ws-ok")).isEqualTo(new Frame.Ok(3));
    assertThat(decode("ws-ok-list")).isEqualTo(new Frame.Ok(5));
    assertThat(decode("ws-unsubscribed")).isEqualTo(new Frame.Ok(4));
    assertThat(decode("ws-error")).isEqualTo(new Frame.ErrorReply(6, 8, "Unknown channel name"));
  }

  @Test
  void passesWhatItDoesNotKnow() {
    assertThat(decode("ws-trade")).isEqualTo(new Frame.Other("trade"));
  }

  @Test
  void readsAMessageWhoseTypeComesLast() {
    String text =
        """
        {"msg":{"market_ticker":"A","event_type":"settled"},"sid":4,"type":"market_lifecycle_v2"}
        """;

    assertThat(decoder.decode(text).frame())
        .isEqualTo(new Frame.Lifecycle("settled", "A", null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"type\":\"ticker\",\"msg\":{\"market_ticker\":\"A\"}}",
        "{\"type\":\"fill\"}",
        "{\"sid\":1}",
        "{\"type\":\"ticker\",\"msg\":{\"market_tick"
      })
  void failsInOneWayOnly(String text) {
    assertThatThrownBy(() -> decoder.decode(text)).isInstanceOf(Unreadable.class);
  }

  private Frame decode(String sample) {
    return decoder.decode(Samples.of(sample)).frame();
  }
}
