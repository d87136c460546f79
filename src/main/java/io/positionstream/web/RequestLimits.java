package io.positionstream.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Takes in what a request may bring, no more and no longer. Bodies are small here (a private key is
 * the largest); one of unknown length is read as a whole before anybody looks at it.
 */
@ApplicationScoped
class RequestLimits {

  private final WebConfig config;
  private final long maxBody;
  private final BodyHandler body;

  RequestLimits(WebConfig config) {
    this.config = config;
    this.maxBody = config.maxBody().asLongValue();
    this.body = BodyHandler.create(false).setBodyLimit(this.maxBody);
  }

  /** Earlier than Quarkus, which refuses an oversized body without a word. */
  void register(@Observes Filters filters) {
    filters.register(this::takeIn, BrowserHeaders.BEFORE_ALL - 1);
  }

  private void takeIn(RoutingContext context) {
    HttpServerRequest request = context.request();
    HeadDeadline.headArrived(context);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && exceeds(length)) {
      refuse(context, 413);
    } else if (headSize(request) > config.maxHead().asLongValue()) {
      refuse(context, 431);
    } else if (length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
      context.next();
    } else {
      awaitBody(context);
    }
  }

  private void awaitBody(RoutingContext context) {
    long timer =
        context
            .vertx()
            .setTimer(
                config.bodyDeadline().toMillis(),
                expired -> {
                  if (!context.request().isEnded()) {
                    context.addEndHandler(v -> context.request().connection().close());
                    refuse(context, 408);
                  }
                });
    context.addEndHandler(v -> context.vertx().cancelTimer(timer));
    if (context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
      context.next();
    } else {
      // Nobody said how much it will be. Not for HTTP/2, whose read requests Quarkus cannot take.
      body.handle(context);
    }
  }

  /** Nobody will read the rest of what it sends. */
  private static void refuse(RoutingContext context, int status) {
    if (!context.response().headWritten()) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    ProblemMappers.ofStatus(status, null).writeTo(context);
  }

  private static long headSize(HttpServerRequest request) {
    long size = request.uri().length();
    for (Map.Entry<String, String> field : request.headers()) {
      size += field.getKey().length() + field.getValue().length() + 4L;
    }
    return size;
  }

  private boolean exceeds(String length) {
    try {
      return Long.parseLong(length) > maxBody;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
