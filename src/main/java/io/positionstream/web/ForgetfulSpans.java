package io.positionstream.web;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes queries out of traces before anybody exports them: a stream token may be there. */
@ApplicationScoped
class ForgetfulSpans implements SpanProcessor {

  private static final List<AttributeKey<String>> QUERIES =
      List.of(AttributeKey.stringKey("url.query"), AttributeKey.stringKey("http.target"));

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    for (AttributeKey<String> query : QUERIES) {
      String told = span.getAttribute(query);
      if (told != null) {
        span.setAttribute(
            query, query.getKey().equals("url.query") ? "" : told.replaceAll("\\?.*", ""));
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Whatever was to be forgotten was told at the start.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
