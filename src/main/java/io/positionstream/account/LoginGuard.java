package io.positionstream.account;

import io.github.bucket4j.TimeMeter;
import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.exchange.ForgetfulScheduler;
import io.positionstream.web.ClientAddress;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Keeps logins from being a burden: who tries too often is told when to come back before anything
 * expensive happens, and only a few keys are parsed and signed with at a time, so that the streams
 * keep their share of the processor. Thread-safe.
 */
@Singleton
class LoginGuard {

  private static final Logger LOG = Logger.getLogger(LoginGuard.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Exchange exchange;
  private final ClientAddress addresses;
  private final Throttle perAddress;
  private final Throttle perKey;
  private final Lockout addressLock;
  private final Lockout keyLock;
  private final Semaphore permits;

  /** A timer refers to what it ends: here to a login, and so to its key. */
  private final ScheduledExecutorService deadlines =
      new ForgetfulScheduler(Infrastructure.getDefaultWorkerPool());

  @Inject
  LoginGuard(Exchange exchange, ClientAddress addresses, LoginLimitsConfig config) {
    this(exchange, addresses, config, TimeMeter.SYSTEM_NANOTIME);
  }

  LoginGuard(Exchange exchange, ClientAddress addresses, LoginLimitsConfig config, TimeMeter time) {
    int many = config.remembered();
    this.exchange = exchange;
    this.addresses = addresses;
    this.perAddress = new Throttle(config.addressBurst(), config.addressPerMinute(), many, time);
    this.perKey = new Throttle(config.keyBurst(), config.keyPerMinute(), many, time);
    this.addressLock =
        new Lockout(
            config.addressLockAfter(), config.firstLock(), config.longestLock(), many, time);
    this.keyLock =
        new Lockout(config.keyLockAfter(), config.firstLock(), config.longestLock(), many, time);
    this.permits = new Semaphore(config.atOnce());
  }

  /** Counts an attempt, whatever it brings; fails with {@code too_many_requests}. */
  void admit(RoutingContext request) {
    String address = addresses.groupOf(request);
    addressLock.remaining(address).ifPresent(wait -> refuse("address locked", wait));
    perAddress.take(address).ifPresent(wait -> refuse("address", wait));
  }

  /**
   * Tries the key at the exchange.
   *
   * @return fails with {@code too_many_requests} for this key, with {@code service_unavailable}
   *     when there are too many logins at once, else as the exchange does
   */
  Uni<KeyReport> identify(ExchangeKey key, RoutingContext request) {
    return Uni.createFrom().deferred(() -> identify(key, addresses.groupOf(request)));
  }

  private Uni<KeyReport> identify(ExchangeKey key, String address) {
    // Not the key id alone: who knows it must not be able to lock its owner out.
    String keyHere = address + " " + key.environment() + " " + key.keyId();
    keyLock.remaining(keyHere).ifPresent(wait -> refuse("key locked", wait));
    perKey.take(key.environment() + " " + key.keyId()).ifPresent(wait -> refuse("key", wait));
    if (!permits.tryAcquire()) {
      LOG.info("login put off reason=busy");
      throw Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "Too many logins at once; try again shortly.")
          .retryAfter(Duration.ofSeconds(1))
          .asException();
    }
    return exchange
        .identify(key)
        .ifNoItem()
        .after(PATIENCE)
        .on(deadlines)
        .failWith(() -> new ExchangeFailure.TimedOut("no answer in " + PATIENCE.toSeconds() + " s"))
        .onTermination()
        .invoke(() -> permits.release())
        .invoke(report -> keyLock.forgive(keyHere))
        .onFailure(LoginGuard::isTheirs)
        .invoke(
            e -> {
              keyLock.refuse(keyHere);
              addressLock.refuse(address);
            });
  }

  /** A wrong key, not an exchange that cannot answer. */
  private static boolean isTheirs(Throwable failure) {
    return failure instanceof ExchangeFailure.KeyRefused
        || failure instanceof ExchangeFailure.UnusableKey;
  }

  private static void refuse(String reason, Duration wait) {
    LOG.debugf("login put off reason=%s wait=%s", reason, wait);
    throw Problem.of(ErrorCode.TOO_MANY_REQUESTS, "Too many attempts to log in; try again later.")
        // Rounded up: who comes back then is not early.
        .retryAfter(wait.plusMillis(999))
        .asException();
  }
}
