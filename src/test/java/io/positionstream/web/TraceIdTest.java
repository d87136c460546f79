package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

  private static final String NAMED = "0af7651916cd43dd8448eb211c80319c";

  private final TraceId ids = new TraceId(true);

  @Test
  void goesOnWithTheCallersTrace() {
    assertThat(ids.of("00-" + NAMED + "-b7ad6b7169203331-01")).isEqualTo(NAMED);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-" + NAMED + "-b7ad6b7169203331-01\nfake=line",
        NAMED
      })
  void beginsOneOfItsOwnWhenTheHeaderNamesNone(String traceparent) {
    assertThat(ids.of(traceparent)).matches("[0-9a-f]{32}").isNotEqualTo(NAMED);
    assertThat(ids.of(traceparent)).isNotEqualTo(ids.of(traceparent));
  }
}
