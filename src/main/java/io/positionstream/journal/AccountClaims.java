package io.positionstream.journal;

import io.positionstream.engine.AccountMemory.ClaimLost;
import io.positionstream.engine.AccountMemory.ClaimedElsewhere;
import io.positionstream.portfolio.AccountId;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One process feeds an account at a time: PostgreSQL advisory locks, all held by one connection
 * that lives as long as the process. A killed process loses its connection, and with it the locks;
 * so does one that is cut off, as both ends of the connection listen for the other.
 */
@ApplicationScoped
class AccountClaims {

  private static final Logger LOG = Logger.getLogger(AccountClaims.class);
  private static final Duration RETRY_FROM = Duration.ofMillis(500);
  private static final Duration RETRY_TO = Duration.ofSeconds(5);

  /** Else the silence of a connection that has nothing to say would be taken for the other kind. */
  private static final Duration ALIVE_EVERY = Duration.ofSeconds(5);

  /** Less than we wait, so that the locks are free when we come back for them. */
  private static final Duration ALIVE_WITHIN = Duration.ofSeconds(20);

  private static final String CLAIM = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))";
  private static final String RELEASE = "SELECT pg_advisory_unlock(hashtextextended($1, 0))";

  private final Pool pool;
  private final Consumer<ClaimLost> claimLost;
  private final Duration aliveEvery;
  private final Duration aliveWithin;
  private final Set<AccountId> held = ConcurrentHashMap.newKeySet();
  private @Nullable Uni<SqlConnection> connection;
  private Cancellable beating = () -> {};

  @Inject
  AccountClaims(Pool pool, Event<ClaimLost> claimLost) {
    this(pool, claimLost::fire, ALIVE_EVERY, ALIVE_WITHIN);
  }

  /**
   * @param aliveEvery how often the database hears of us
   * @param aliveWithin how long it waits for that before it lets go of the locks
   */
  AccountClaims(
      Pool pool, Consumer<ClaimLost> claimLost, Duration aliveEvery, Duration aliveWithin) {
    this.pool = pool;
    this.claimLost = claimLost;
    this.aliveEvery = aliveEvery;
    this.aliveWithin = aliveWithin;
  }

  /** Fails with {@link ClaimedElsewhere} while another process holds the account. */
  Uni<Void> claim(AccountId account) {
    if (held.contains(account)) {
      return Uni.createFrom().voidItem();
    }
    return lock(account)
        .onItem()
        .transformToUni(
            granted -> {
              if (!granted) {
                return Uni.createFrom().failure(new ClaimedElsewhere(account));
              }
              held.add(account);
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Boolean> lock(AccountId account) {
    return connection()
        .chain(sql -> sql.preparedQuery(CLAIM).execute(named(account)))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  Uni<Void> release(AccountId account) {
    if (!held.remove(account)) {
      return Uni.createFrom().voidItem();
    }
    return connection()
        .chain(sql -> sql.preparedQuery(RELEASE).execute(named(account)))
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("claim not released account=%s reason=%s", account, e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private static Tuple named(AccountId account) {
    return Tuple.of("position-stream " + account);
  }

  private synchronized Uni<SqlConnection> connection() {
    if (connection == null) {
      connection =
          pool.getConnection()
              .invoke(opened -> opened.closeHandler(this::lost))
              .call(this::letGoOfTheSilent)
              .invoke(this::keepAlive)
              .onFailure()
              .invoke(this::forget)
              .memoize()
              .indefinitely();
    }
    return connection;
  }

  private Uni<Void> letGoOfTheSilent(SqlConnection opened) {
    return opened
        .query("SET idle_session_timeout = " + aliveWithin.toMillis())
        .execute()
        .replaceWithVoid()
        .onFailure(PgException.class)
        .invoke(e -> LOG.warnf("claims outlive a silent connection reason=%s", e.getMessage()))
        .onFailure(PgException.class)
        .recoverWithNull();
  }

  /** What becomes of it is told by the connection, which is closed if it is silent. */
  private synchronized void keepAlive(SqlConnection opened) {
    beating.cancel();
    beating =
        Multi.createFrom()
            .ticks()
            .every(aliveEvery)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> opened.query("SELECT 1").execute())
            .subscribe()
            .with(alive -> {}, e -> LOG.debugf("connection is gone reason=%s", e.getMessage()));
  }

  private synchronized void forget() {
    beating.cancel();
    connection = null;
  }

  /** After the engines have been stopped: nothing is held any more, so nothing is claimed again. */
  void close(@Observes @Priority(200) ShutdownEvent event) {
    held.clear();
    Uni<SqlConnection> open = connection;
    beating.cancel();
    if (open != null) {
      open.chain(SqlConnection::close)
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("connection was gone reason=%s", e.getMessage()));
    }
  }

  /** The database went away and took the locks along: whatever we still follow is claimed again. */
  private void lost() {
    forget();
    held.forEach(this::claimAgain);
  }

  private void claimAgain(AccountId account) {
    Uni.createFrom()
        .deferred(() -> held.contains(account) ? lock(account) : Uni.createFrom().item(true))
        .onFailure(e -> held.contains(account))
        .retry()
        .withBackOff(RETRY_FROM, RETRY_TO)
        .indefinitely()
        .subscribe()
        .with(
            granted -> {
              if (!granted && held.remove(account)) {
                claimLost.accept(new ClaimLost(account));
              }
            },
            e -> LOG.debugf("no longer claimed account=%s reason=%s", account, e.getMessage()));
  }
}
