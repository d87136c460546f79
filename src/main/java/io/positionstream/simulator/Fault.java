package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A fault that was ordered, with its own chance and what it remembers. */
final class Fault {
  /** When a maintenance without an end is said to end. */
  private static final Duration LONG_MAINTENANCE = Duration.ofHours(1);

  private static final List<String> GARBAGE =
      List.of(
          "\u0000\u0001\u0002", "}{", "{\"type\":\"fill\",\"sid\":", "Bad Gateway", "\"\\u12\"");

  private final long id;
  private final FaultOrder order;
  private final Optional<Instant> ends;
  private final RandomGenerator random;
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private long errors;

  Fault(long id, FaultOrder order, Instant now) {
    this.id = id;
    this.order = order;
    this.ends = order.lasts().map(now::plus);
    this.random = new SplittableRandom(order.seed());
  }

  long id() {
    return id;
  }

  FaultOrder order() {
    return order;
  }

  FaultKind kind() {
    return order.kind();
  }

  boolean isOver(Instant now) {
    return ends.map(end -> !now.isBefore(end)).orElse(kind().isBlow());
  }

  /** Whether it strikes a socket now; every question is a new throw of the dice. */
  boolean strikes(String account, long connection) {
    return order.scope().hasSocket(account, connection) && happens();
  }

  /** What it makes of a request's fate. */
  RequestFate on(RequestFate fate, Optional<String> caller, String path, Instant now) {
    if (!order.scope().hasRequest(caller, path) || !happens()) {
      return fate;
    }
    boolean upgrade = path.equals(Protocol.SOCKET_PATH);
    return switch (kind()) {
      case REFUSE_CONNECT -> fate.refuse();
      case DELAY -> fate.later(order.measures().delay());
      case CLOCK_SKEW -> fate.skewedBy(order.measures().skew());
      case MAINTENANCE ->
          fate.answeredBy(ErrorShapes.closed(path, ends.orElse(now.plus(LONG_MAINTENANCE))));
      case HTTP_502 -> fate.answeredBy(ErrorShapes.BAD_GATEWAY);
      case HTTP_429 -> fate.answeredBy(ErrorShapes.TOO_MANY);
      case HTTP_401 -> fate.answeredBy(ErrorShapes.UNAUTHORIZED);
      case HTML_BODY -> fate.answeredBy(ErrorShapes.WEB_PAGE);
      case ERROR_SHAPE -> upgrade ? fate : fate.answeredBy(ErrorShapes.byTurns(errors++));
      case RATE_LIMIT ->
          upgrade || hasTokens(caller, now) ? fate : fate.answeredBy(ErrorShapes.TOO_MANY);
      case MISSING_FIELDS, NULL_FIELDS, UNKNOWN_FIELDS -> fate.changedBy(distortion());
      case SLOW_FRAMES, CUT, HALF_OPEN, SILENT_DATA, NO_PING, DUPLICATE, REORDER, GARBAGE -> fate;
      case SEQ_GAP, HUGE_FRAME -> fate;
    };
  }

  /** What it makes of a frame's fate; replies to commands are at most slow. */
  FrameFate on(FrameFate fate, String account, long connection, FrameSort sort) {
    boolean concerned =
        switch (kind()) {
          case SLOW_FRAMES -> true;
          case SEQ_GAP -> sort == FrameSort.NUMBERED;
          default -> sort != FrameSort.REPLY;
        };
    if (!concerned || !strikes(account, connection)) {
      return fate;
    }
    return switch (kind()) {
      case CUT -> fate.cutOff();
      case SILENT_DATA, SEQ_GAP -> fate.lost();
      case SLOW_FRAMES -> fate.later(order.measures().delay());
      case DUPLICATE -> fate.doubled();
      case REORDER -> fate.swappedWithNext();
      case GARBAGE -> fate.after(GARBAGE.get(random.nextInt(GARBAGE.size())));
      case MISSING_FIELDS, NULL_FIELDS, UNKNOWN_FIELDS -> fate.changedBy(distortion());
      case REFUSE_CONNECT, ERROR_SHAPE, RATE_LIMIT, MAINTENANCE, HTTP_502, HTTP_429 -> fate;
      case HTTP_401, HTML_BODY, HALF_OPEN, NO_PING, DELAY, CLOCK_SKEW, HUGE_FRAME -> fate;
    };
  }

  JsonObject json() {
    FaultOrder.Scope scope = order.scope();
    JsonObject json =
        new JsonObject()
            .put("fault_id", id)
            .put("kind", kind().wire())
            .put("probability", order.probability())
            .put("seed", order.seed());
    scope.account().ifPresent(account -> json.put("account_id", account));
    scope.connection().ifPresent(connection -> json.put("connection", connection));
    scope.path().ifPresent(path -> json.put("path", path));
    ends.ifPresent(end -> json.put("until", WireTime.rfc3339(end)));
    return json;
  }

  private boolean happens() {
    return order.probability() >= 1 || random.nextDouble() < order.probability();
  }

  private boolean hasTokens(Optional<String> caller, Instant now) {
    return caller
        .map(a -> buckets.computeIfAbsent(a, _ -> new TokenBucket(order.measures().limits(), now)))
        .map(bucket -> bucket.take(TokenBucket.STANDARD_COST, now))
        .orElse(true);
  }

  private Distortion distortion() {
    Optional<String> field = order.measures().field();
    return switch (kind()) {
      case MISSING_FIELDS -> Distortion.without(field, random);
      case NULL_FIELDS -> Distortion.nulls(field, random);
      default -> Distortion.strangers(random);
    };
  }
}
