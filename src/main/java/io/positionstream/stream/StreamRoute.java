package io.positionstream.stream;

import io.positionstream.account.EndReason;
import io.positionstream.account.SessionEnds;
import io.positionstream.account.StreamGate;
import io.positionstream.account.StreamPass;
import io.positionstream.engine.AccountEngine;
import io.positionstream.web.AllowedOrigins;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.JsonText;
import io.positionstream.web.Problem;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/v1/account/sse/positions}: the account as server-sent events.
 *
 * <p>A plain route and not a resource, because it writes to the socket itself: only so can it know
 * when a slow client has taken what it was sent. Authentication is the code that guards REST.
 */
@ApplicationScoped
class StreamRoute {

  private static final String PATH = "/api/v1/account/sse/positions";

  private static final Set<String> ACCEPTED = Set.of("*/*", "text/*", "text/event-stream");

  private final StreamGate gate;
  private final SessionEnds ends;
  private final ReadableAccounts accounts;
  private final OpenStreams streams;
  private final AllowedOrigins origins;

  StreamRoute(
      StreamGate gate,
      SessionEnds ends,
      ReadableAccounts accounts,
      OpenStreams streams,
      AllowedOrigins origins) {
    this.gate = gate;
    this.ends = ends;
    this.accounts = accounts;
    this.streams = streams;
    this.origins = origins;
  }

  void register(@Observes Router router) {
    router.route(PATH).handler(this::share);
    router.get(PATH).handler(this::open);
    router
        .route(PATH)
        .handler(
            request ->
                Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "A stream is opened with GET.")
                    .writeTo(request));
  }

  /** Pages of allowed sites may read what is answered, errors as well; never by cookie. */
  private void share(RoutingContext request) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    String origin = request.request().getHeader(HttpHeaders.ORIGIN);
    boolean allowed = origins.allows(origin);
    if (allowed) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    if (allowed && request.request().method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET")
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Last-Event-ID, Cache-Control")
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600")
          .setStatusCode(204)
          .end()
          .onFailure(gone -> request.fail(gone));
    } else {
      request.next();
    }
  }

  private void open(RoutingContext request) {
    if (!acceptsEvents(request.parsedHeaders().accept())) {
      Problem.of(ErrorCode.NOT_ACCEPTABLE, "This endpoint speaks text/event-stream.")
          .writeTo(request);
      return;
    }
    Context loop = request.vertx().getOrCreateContext();
    gate.admit(request)
        .flatMap(pass -> accounts.known(pass.account()).map(engine -> new Reading(pass, engine)))
        .subscribe()
        .with(
            // Whoever waited for the first load is on another thread by now.
            reading -> loop.runOnContext(v -> begin(request, loop, reading)),
            failure -> loop.runOnContext(v -> request.fail(failure)));
  }

  private void begin(RoutingContext request, Context loop, Reading reading) {
    try {
      if (!request.response().closed()) {
        streams.enter(
            reading.pass().account(), place -> follow(request, Loop.of(loop), reading, place));
      }
    } catch (RuntimeException e) {
      request.fail(e);
    }
  }

  private record Reading(StreamPass pass, AccountEngine engine) {}

  private void follow(RoutingContext request, Loop loop, Reading reading, OpenStreams.Place place) {
    HttpServerResponse response = request.response();
    response.setChunked(true);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader("X-Accel-Buffering", "no");
    AccountEngine engine = reading.engine();
    LoopFeed feed = streams.feed(loop, engine, accounts.encoder(engine));
    StreamReader reader = new StreamReader(new HttpWire(request.request()), feed, streams.terms());
    SessionEnds.Registration watch =
        ends.watch(
            reading.pass().session(),
            reading.pass().expires(),
            reason -> loop.execute(() -> reader.end(JsonText.word(reason), message(reason))));
    reader.whenGone(
        () -> {
          place.leave();
          watch.close();
        });
    // What others wanted to do at the end would keep the whole request for the life of the stream.
    response.endHandler(HttpWire.NOTHING);
    response.closeHandler(v -> reader.gone());
    response.exceptionHandler(e -> reader.gone());
    streams.add(loop, reader);
    feed.join(reader);
    reader.begin(lastEventId(request));
  }

  private static String message(EndReason reason) {
    return switch (reason) {
      case SESSION_ENDED -> "You logged out.";
      case SESSION_EXPIRED -> "Your session has expired; log in again.";
    };
  }

  /** The header of a reconnecting EventSource, else the query for clients that cannot set it. */
  private static Optional<String> lastEventId(RoutingContext request) {
    return Optional.ofNullable(request.request().getHeader("Last-Event-ID"))
        .or(() -> Optional.ofNullable(request.request().getParam("last_event_id")))
        .filter(said -> !said.isBlank());
  }

  /** By the text: Vert.x has not looked into the parts yet, and shows them as if all were wild. */
  private static boolean acceptsEvents(List<MIMEHeader> accepted) {
    return accepted.isEmpty()
        || accepted.stream()
            .map(type -> type.rawValue().replaceFirst(";.*", "").strip())
            .anyMatch(type -> ACCEPTED.contains(type.toLowerCase(Locale.ROOT)));
  }
}
