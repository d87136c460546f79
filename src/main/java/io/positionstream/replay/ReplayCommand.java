package io.positionstream.replay;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.AccountEngines;
import io.positionstream.engine.AccountMemory;
import io.positionstream.engine.AccountMemory.Recollection;
import io.positionstream.exchange.Recordings;
import io.positionstream.exchange.Replay;
import io.positionstream.exchange.Replay.Verdict;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.StateHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * {@code replay <file>}: plays a recording into the configured database, which must be empty, and
 * compares. Blocks; not for an event loop.
 */
@ApplicationScoped
public class ReplayCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String USER =
      "INSERT INTO users (id, environment, exchange_account, subaccount, created_at)"
          + " VALUES ($1, 'replay', 'replay', 0, $2)";

  /** What is cached hangs on credentials; these are none. */
  private static final String CREDENTIALS =
      "INSERT INTO user_credentials"
          + " (id, user_id, encrypted_api_key, key_id_tag, created_at, updated_at)"
          + " VALUES ($1, $1, '', 'replay', $2, $2)";

  private final Recordings recordings;
  private final AccountEngines engines;
  private final AccountMemory memory;
  private final Pool pool;
  private final Clock clock;

  ReplayCommand(
      Recordings recordings, AccountEngines engines, AccountMemory memory, Pool pool, Clock clock) {
    this.recordings = recordings;
    this.engines = engines;
    this.memory = memory;
    this.pool = pool;
    this.clock = clock;
  }

  /** Returns 0 if all is equal, else 1; says on {@code out} what it did. */
  public int run(Path file, PrintStream out) {
    try {
      Replay replay = recordings.open(file);
      if (isUsed()) {
        out.println("Expected an empty database, found users. Name another one in DATABASE_URL.");
        return 1;
      }
      AccountId account = newAccount();
      AccountEngine engine =
          engines
              .follow(account, replay, from -> start(replay, from.portfolio()))
              .await()
              .atMost(PATIENCE);
      Verdict verdict = replay.play(inputs -> out.printf("played inputs=%d%n", inputs));
      boolean written = verdict.difference().isEmpty() && isWritten(engine);
      tell(verdict, written, out);
      engines.unwatch(account);
      return written ? 0 : 1;
    } catch (IOException e) {
      out.println("The recording cannot be read: " + e.getMessage());
      return 1;
    }
  }

  private static Recollection start(Replay replay, Portfolio unknown) {
    return new Recollection(replay.start().onto(unknown), replay.fillsFrom());
  }

  private boolean isUsed() {
    return pool.query("SELECT 1 FROM users LIMIT 1").execute().await().atMost(PATIENCE).size() > 0;
  }

  private AccountId newAccount() {
    UUID id = UUID.randomUUID();
    Tuple row = Tuple.of(id, clock.instant().atOffset(java.time.ZoneOffset.UTC));
    pool.withTransaction(
            sql ->
                sql.preparedQuery(USER)
                    .execute(row)
                    .chain(() -> sql.preparedQuery(CREDENTIALS).execute(row)))
        .await()
        .atMost(PATIENCE);
    return new AccountId(id);
  }

  /** Waits until the journal remembers what the engine holds. */
  private boolean isWritten(AccountEngine engine) {
    Portfolio live = engine.portfolio();
    if (!live.loaded()) {
      return true;
    }
    Portfolio unknown = Portfolio.unknown(live.account(), "replay", clock.instant());
    return Uni.createFrom()
        .deferred(() -> memory.recall(unknown))
        .map(found -> StateHash.held(found.portfolio()).equals(StateHash.held(live)))
        .onItem()
        .delayIt()
        .by(PAUSE)
        .repeat()
        .atMost(PATIENCE.dividedBy(PAUSE))
        .filter(same -> same)
        .collect()
        .first()
        .onItem()
        .ifNull()
        .continueWith(false)
        .await()
        .indefinitely();
  }

  private static void tell(Verdict verdict, boolean written, PrintStream out) {
    out.printf(
        "inputs=%d messages=%d states=%d end=%s%n",
        verdict.inputs(), verdict.messages(), verdict.compared(), verdict.end().orElse("killed"));
    out.println("hash=" + verdict.hash());
    verdict.difference().ifPresent(first -> out.println("first difference: " + first));
    if (verdict.difference().isEmpty() && !written) {
      out.println("first difference: the database does not hold what was played");
    }
    out.println(written ? "equal" : "different");
  }
}
