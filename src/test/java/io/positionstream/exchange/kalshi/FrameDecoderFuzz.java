package io.positionstream.exchange.kalshi;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** The same, guided by coverage; on demand only, see profile {@code deep}. */
class FrameDecoderFuzz {

  @FuzzTest(maxDuration = "5m")
  void decode(FuzzedDataProvider input) {
    FrameDecoderFuzzTest.decode(input.consumeRemainingAsString());
  }
}
