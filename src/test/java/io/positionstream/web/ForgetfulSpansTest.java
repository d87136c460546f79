package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class ForgetfulSpansTest {

  @Test
  void noSpanKeepsTheQueryOfAnAddress() {
    try (SdkTracerProvider tracers =
        SdkTracerProvider.builder().addSpanProcessor(new ForgetfulSpans()).build()) {
      var span =
          (ReadableSpan)
              tracers
                  .get("test")
                  .spanBuilder("GET")
                  .setAttribute("url.query", "token=a-stream-token")
                  .setAttribute("http.target", "/positions?token=a-stream-token")
                  .setAttribute("url.path", "/positions")
                  .startSpan();

      assertThat(span.getAttributes().toString()).doesNotContain("a-stream-token");
      assertThat(span.getAttributes().get(AttributeKey.stringKey("http.target")))
          .isEqualTo("/positions");
      assertThat(span.getAttributes().get(AttributeKey.stringKey("url.path")))
          .isEqualTo("/positions");
    }
  }
}
