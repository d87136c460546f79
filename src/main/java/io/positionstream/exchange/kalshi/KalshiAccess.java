package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.TimedOut;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.kalshi.KalshiConfig.Environment;
import io.positionstream.exchange.kalshi.Transport.Connection;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One key's way into one environment: keeps to the account's budget, signs every attempt anew (off
 * the event loops), corrects the clock once when Kalshi says that a timestamp is off, and asks
 * again what may pass. Everything asked is a read, so asking again is harmless. Fails with {@link
 * io.positionstream.exchange.ExchangeFailure} only.
 */
final class KalshiAccess {

  private static final Logger LOG = Logger.getLogger(KalshiAccess.class);
  private static final int TRIES = 3;
  private static final int CLOCK_REFUSALS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Below this, the {@code Date} header (whole seconds) does not tell that a clock is off. */
  private static final Duration SKEW = Duration.ofSeconds(3);

  private final Environment environment;
  private final KalshiSigner signer;
  private final Transport transport;
  private final RateBudget budget;
  private final Surroundings around;

  /** How often in a row the exchange refused our clock although it had been corrected. */
  private final AtomicInteger clockRefused = new AtomicInteger();

  KalshiAccess(
      Environment environment,
      KalshiSigner signer,
      Transport transport,
      RateBudget budget,
      Surroundings around) {
    this.environment = environment;
    this.signer = signer;
    this.transport = transport;
    this.budget = budget;
    this.around = around;
  }

  /** The same way in other surroundings, with a budget of its own. */
  KalshiAccess by(UnaryOperator<Transport> network, Surroundings other) {
    return new KalshiAccess(
        environment,
        signer.by(other.clock()),
        network.apply(transport),
        new RateBudget(other.clock(), other.scheduler()),
        other);
  }

  /** For good, and for whoever goes the same way in other surroundings. */
  void forget() {
    signer.forget();
  }

  /**
   * The body of a successful GET.
   *
   * @param path below the REST base, with a leading slash
   * @param query sent in the map's order, values encoded here
   */
  Uni<String> get(String path, Map<String, String> query) {
    URI uri = URI.create(environment.restUrl() + path + encoded(query));
    BackOff pauses = new BackOff(Duration.ofMillis(100), PATIENCE, around.chance());
    return tried("GET " + path, uri, pauses, 1);
  }

  /** The answer to one attempt at a GET, whatever its status. Fails as the network does. */
  Uni<Reply> ask(String path) {
    URI uri = URI.create(environment.restUrl() + path);
    return sent(uri);
  }

  /** What may be read per second; shared with everybody who reads from the same account. */
  RateBudget budget() {
    return budget;
  }

  /** An open WebSocket. */
  Uni<Connection> connect() {
    URI uri = environment.wsUrl();
    String asked = "the upgrade to a WebSocket";
    return signed(uri, headers -> transport.connect(uri, headers))
        .onFailure(UpgradeRefused.class)
        .recoverWithUni(
            failure ->
                corrected(((UpgradeRefused) failure).reply())
                    ? signed(uri, headers -> transport.connect(uri, headers))
                    : Uni.createFrom().failure(failure))
        .ifNoItem()
        .after(around.timing().answer())
        .on(around.scheduler())
        .failWith(() -> new TimedOut(asked + " was not answered in time"))
        .invoke(connection -> clockRefused.set(0))
        .onFailure()
        .transform(
            failure ->
                failure instanceof UpgradeRefused refused && refused.reply().status() == 401
                    ? refusal(asked, refused.reply())
                    : Refusal.failure(asked, failure));
  }

  private Uni<String> tried(String asked, URI uri, BackOff pauses, int attempt) {
    Uni<Reply> reply =
        sent(uri)
            .onItem()
            .transformToUni(
                first ->
                    first.status() == 401 && corrected(first)
                        ? sent(uri)
                        : Uni.createFrom().item(first));
    return reply
        .onItemOrFailure()
        .transformToUni(
            (answer, failure) -> {
              if (failure == null && answer.status() == 200) {
                clockRefused.set(0);
                return Uni.createFrom().item(answer.body());
              }
              boolean again =
                  failure == null
                      ? Refusal.of(answer).mayPass()
                      : !(failure instanceof UnusableKey);
              if (again && attempt < TRIES) {
                return after(pauses.next())
                    .onItem()
                    .transformToUni(x -> tried(asked, uri, pauses, attempt + 1));
              }
              return Uni.createFrom()
                  .failure(
                      failure != null ? Refusal.failure(asked, failure) : refusal(asked, answer));
            });
  }

  /** A clock that is refused again and again, corrected as it is, will not be accepted. */
  private ExchangeFailure refusal(String asked, Reply reply) {
    Refusal refusal = Refusal.of(reply);
    boolean hopeless = refusal.clockIsOff() && clockRefused.incrementAndGet() >= CLOCK_REFUSALS;
    return hopeless
        ? new KeyRefused(asked + " was refused for its time: " + refusal.text())
        : refusal.failure(asked);
  }

  /** Signed when its turn has come: a signature does not keep. */
  private Uni<Reply> sent(URI uri) {
    return budget
        .turn()
        .chain(() -> signed(uri, headers -> inTime(transport.get(uri, headers))))
        .invoke(
            reply -> {
              offset(reply).ifPresent(around.meter()::offset);
              if (reply.status() == 429) {
                budget.refused();
              }
            });
  }

  /** An answer as a whole, however slowly it drips in. */
  private Uni<Reply> inTime(Uni<Reply> reply) {
    return reply
        .ifNoItem()
        .after(around.timing().answer())
        .on(around.scheduler())
        .failWith(() -> new TimeoutException("no whole answer in time"));
  }

  private Uni<Boolean> after(Duration pause) {
    return Uni.createFrom().item(true).onItem().delayIt().onExecutor(around.scheduler()).by(pause);
  }

  private <T> Uni<T> signed(URI uri, Function<Map<String, String>, Uni<T>> send) {
    return Uni.createFrom()
        .item(() -> signer.headers("GET", uri))
        .runSubscriptionOn(around.scheduler())
        .onItem()
        .transformToUni(send::apply);
  }

  /** Takes over the exchange's clock if a 401 may be due to ours; then one more try is worth it. */
  private boolean corrected(Reply reply) {
    Refusal refusal = Refusal.of(reply);
    Optional<Duration> offset = offset(reply);
    boolean mute = reply.status() == 401 && refusal.text().isEmpty();
    boolean off =
        refusal.clockIsOff()
            || (mute && offset.filter(o -> o.abs().compareTo(SKEW) > 0).isPresent());
    if (!off || offset.isEmpty()) {
      return false;
    }
    signer.correct(offset.get());
    LOG.warnf("clock corrected offset=%s", offset.get());
    return true;
  }

  /** How far the exchange's clock is ahead, by the header of an answer, whose seconds are whole. */
  private Optional<Duration> offset(Reply reply) {
    return reply.date().flatMap(KalshiAccess::parsed).map(signer::offsetTo);
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String encoded(Map<String, String> query) {
    if (query.isEmpty()) {
      return "";
    }
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }
}
