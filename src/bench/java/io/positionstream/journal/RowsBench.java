package io.positionstream.journal;

import io.positionstream.engine.TestAccount;
import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many changed positions a second become durable when nothing else needs the processors: the
 * write path alone, from a change of every position to the answer that it is committed, with
 * PostgreSQL beside it. Goal: 100,000.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 5)
@Measurement(iterations = 5, time = 5)
@Threads(RowsBench.ACCOUNTS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class RowsBench {

  static final int ACCOUNTS = 20;
  private static final int POSITIONS = 500;
  private static final int TICKS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An account whose positions are stored, up to a cursor. */
  private record Stored(TestAccount account, Cursor at) {}

  /** The account of a thread, and prices for all of its positions, which come round. */
  @State(Scope.Thread)
  public static class Mine {
    private final List<PortfolioChange> ticks = new ArrayList<>();
    private int round;

    @Setup
    public void take(RowsBench bench) {
      Stored stored = bench.accounts.remove();
      for (int tick = 0; tick < TICKS; tick++) {
        int from = 10 + tick;
        IntStream.range(0, POSITIONS)
            .forEach(i -> stored.account().quote("M" + i, from + i % (80 - TICKS)));
        Portfolio now = stored.account().engine().portfolio();
        ticks.add(PortfolioChange.since(stored.at(), now).orElseThrow());
      }
    }

    PortfolioChange tick() {
      return ticks.get(round++ % TICKS);
    }
  }

  private final Queue<Stored> accounts = new ConcurrentLinkedQueue<>();
  private EmbeddedPostgres server;
  private Vertx vertx;
  private Pool pool;
  private PriceJournal prices;

  @Setup
  public void store() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(new File("target/postgres").getAbsoluteFile())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
    vertx = Vertx.vertx();
    pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(
                    new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(server.getPort())
                        .setDatabase("postgres")
                        .setUser("postgres")
                        .setPassword("postgres")
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build());
    prices = new PriceJournal(pool);
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(stored());
    }
  }

  @TearDown
  public void end() throws IOException {
    pool.closeAndAwait();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
  }

  /** A row each: all positions of an account have another price, and it waits until they have. */
  @Benchmark
  @OperationsPerInvocation(POSITIONS)
  public void rows(Mine mine) {
    prices.write(mine.tick()).await().atMost(PATIENCE);
  }

  private Stored stored() {
    TestAccount account = StoredAccounts.holding(pool, POSITIONS);
    Portfolio now = account.engine().portfolio();
    StoredAccounts.positions(pool, now);
    return new Stored(account, now.cursor());
  }
}
