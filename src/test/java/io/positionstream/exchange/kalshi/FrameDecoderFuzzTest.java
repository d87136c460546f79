package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.fuzz.Mutations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrameDecoderFuzzTest {

  private static final FrameDecoder DECODER = new FrameDecoder();

  @Test
  void anyTextIsAFrameOrUnreadable() {
    List<String> seeds =
        Stream.of(
                "ticker",
                "fill",
                "market-position",
                "lifecycle-determined",
                "subscribed",
                "error",
                "ok",
                "ok-list",
                "unsubscribed",
                "trade")
            .map(name -> Samples.of("ws-" + name))
            .toList();

    assertThat(Mutations.run(seeds, FrameDecoderFuzzTest::decode)).isPositive();
  }

  /** Whatever else it throws is a finding. */
  static void decode(String text) {
    try {
      assertThat(DECODER.decode(text)).isNotNull();
    } catch (FrameDecoder.Unreadable e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }
}
