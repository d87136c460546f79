package io.positionstream.portfolio;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** The same, guided by coverage; on demand only, see profile {@code deep}. */
class CursorFuzz {

  @FuzzTest(maxDuration = "5m")
  void parse(FuzzedDataProvider input) {
    CursorFuzzTest.parse(input.consumeRemainingAsString());
  }
}
