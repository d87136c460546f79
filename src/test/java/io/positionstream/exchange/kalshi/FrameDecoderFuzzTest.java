package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecoderFuzzTest {

  private static final FrameDecoder DECODER = new FrameDecoder(new WireNews());

  @Test
  void anyTextIsAFrameOrUnreadable() {
    List<String> seeds =
        SampleLines.of("socket").stream().map(line -> line.wire().toString()).toList();

    assertThat(Mutations.run(seeds, FrameDecoderFuzzTest::decode)).isPositive();
  }

  /** Whatever else it throws is a finding. */
  static void decode(String text) {
    try {
      assertThat(DECODER.decode(text).frame()).isNotNull();
    } catch (FrameDecoder.Unreadable e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }
}
