package io.positionstream.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * The control surface on the network: makes things happen on the exchange. It hands out private
 * keys, so it answers only programs on this machine: no request that a web page could have sent.
 */
final class ControlApi {
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LARGEST_BODY = 64 * 1024;

  private final ControlDesk desk;

  ControlApi(ControlDesk desk) {
    this.desk = desk;
  }

  /**
   * @param date the value of the {@code Date} header
   */
  void serve(HttpServerRequest request, String date) {
    TradeApi.Wire wire = new TradeApi.Wire(request);
    if (isForeign(request)) {
      Refusal refusal =
          Refusal.forbidden("The control surface answers only programs on this machine.");
      wire.answer(ControlDesk.refused(refusal), date);
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() <= LARGEST_BODY) {
            body.appendBuffer(part);
          } else {
            wire.answer(ControlDesk.refused(Refusal.of(413, "The body is too long.")), date);
          }
        });
    request.endHandler(
        _ -> {
          if (!request.response().ended()) {
            desk.serve(
                request.method().name(),
                request.path(),
                body.toString(),
                reply -> wire.answer(reply, date));
          }
        });
  }

  /**
   * A browser names the page's origin, and a name bound to this machine by a foreign server shows
   * in Host.
   */
  private static boolean isForeign(HttpServerRequest request) {
    String host = String.valueOf(request.getHeader("Host")).replaceFirst(":[0-9]+$", "");
    return request.getHeader("Origin") != null || !OWN_HOSTS.contains(host);
  }
}
