package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.database.PatientConnections;
import io.positionstream.engine.AccountMemory.ClaimLost;
import io.positionstream.engine.AccountMemory.Forgotten;
import io.positionstream.engine.TestAccount;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.positionstream.portfolio.Position;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many accounts are written together, each survives the others, and the database may be away. */
@QuarkusTest
class WritePathIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** After it a connection is given up. */
  private static final Duration SILENCE = Duration.ofMillis(1_500);

  /** Of one account: what happens to it while the database is away must fit in many times. */
  private static final long SOME_MEGABYTES = 16L << 20;

  @Inject Pool direct;

  @Inject JournalWatch watch;

  @Inject MeterRegistry metrics;

  @Inject
  @Named("database")
  CredentialsProvider credentials;

  @ConfigProperty(name = "database.embedded-port")
  int databasePort;

  private final List<Forgotten> forgotten = Collections.synchronizedList(new ArrayList<>());
  private final List<AccountId> batched = Collections.synchronizedList(new ArrayList<>());
  private final List<TestAccount> accounts = new ArrayList<>();
  private Vertx vertx;
  private CutProxy way;
  private Pool pool;
  private PriceJournal prices;
  private final Beat beat = new Beat();
  private Cancellable beating = () -> {};

  @BeforeEach
  void aWayToTheDatabase() {
    vertx = Vertx.vertx();
    way = new CutProxy(databasePort);
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(way.port())
            .setDatabase("postgres")
            .setUser("postgres")
            .setPassword(
                credentials
                    .getCredentials("database")
                    .get(CredentialsProvider.PASSWORD_PROPERTY_NAME))
            .setCachePreparedStatements(true);
    pool =
        new Pool(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PatientConnections.patient(options, SILENCE))
                .using(vertx)
                .build());
    prices = new PriceJournal(pool);
    beating = beat.start();
  }

  @AfterEach
  void gone() {
    accounts.forEach(TestAccount::stop);
    beating.cancel();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    way.close();
    direct.preparedQuery("DELETE FROM users WHERE id = ANY($1)").executeAndAwait(ids());
  }

  @Test
  void pricesOfAllAccountsThatWaitAreOneTransaction() {
    List<PortfolioChange> ticks = IntStream.range(0, 50).mapToObj(i -> stored(4).tick()).toList();
    SqlConnection other = direct.getConnection().await().indefinitely();
    other.query("BEGIN").executeAndAwait();
    other.query("LOCK TABLE position_cache IN EXCLUSIVE MODE").executeAndAwait();

    List<CompletableFuture<Void>> writes =
        ticks.stream().map(tick -> prices.write(tick).subscribeAsCompletionStage()).toList();
    other.query("COMMIT").executeAndAwait();
    other.closeAndAwait();

    writes.forEach(CompletableFuture::join);
    assertThat(one("SELECT count(DISTINCT xmin::text) FROM position_cache WHERE user_id = ANY($1)"))
        .as("two that found nobody waiting, and the others")
        .isEqualTo(3L);
    accounts.forEach(account -> assertThat(cached(account)).isEqualTo(bids(account)));
    assertThat(one("SELECT count(*) FROM equity WHERE user_id = ANY($1)")).isEqualTo(50L);
  }

  @Test
  void whatIsWrittenIsToldOnAWorkerSoThatNoEventLoopPutsTheNextOneTogether() {
    PortfolioChange tick = stored(1).tick();
    String thread =
        Uni.createFrom()
            .item(tick)
            .chain(prices::write)
            .map(done -> Thread.currentThread().getName())
            .await()
            .atMost(PATIENCE);
    assertThat(thread).startsWith("executor-thread");
  }

  @Test
  void anAccountThatIsGoneDoesNotKeepTheOthersFromBeingWritten() {
    TestAccount stays = followed(2);
    TestAccount goes = followed(2);
    direct
        .preparedQuery("DELETE FROM user_credentials WHERE user_id = $1")
        .executeAndAwait(Tuple.of(id(goes).value()));

    for (int cents = 20; cents < 60; cents++) {
      stays.quote("M0", cents);
      goes.quote("M0", cents);
    }

    await().until(() -> !forgotten.isEmpty());
    assertThat(forgotten).contains(new Forgotten(id(goes)));
    await().atMost(PATIENCE).until(() -> cached(stays).equals(bids(stays)));
    assertThat(forgotten).doesNotContain(new Forgotten(id(stays)));
  }

  @Test
  void nothingIsLostAndLittleIsKeptWhileTheDatabaseIsAway() {
    TestAccount account = followed(20);
    way.cut();
    long before = used();

    // A minute of 2,000 ticks and 10 fills a second.
    for (int i = 0; i < 120_000; i++) {
      account.quote("M" + i % 20, 10 + i % 77);
      if (i % 200 == 0) {
        account.fill("M" + i % 20);
      }
    }
    assertThat(used() - before).isLessThan(SOME_MEGABYTES);
    assertThat(one("SELECT count(*) FROM fills WHERE user_id = ANY($1)")).isEqualTo(20L);

    way.mend();

    await().atMost(PATIENCE).until(() -> cached(account).equals(bids(account)));
    assertThat(one("SELECT count(*) FROM fills WHERE user_id = ANY($1)")).isEqualTo(620L);
    assertThat(one("SELECT sum(contracts)::bigint FROM position_cache WHERE user_id = ANY($1)"))
        .isEqualTo(62_000L);
  }

  @Test
  void aWriteThatHearsNothingIsGivenUpAndTriedAgain() {
    TestAccount account = followed(1);
    JournalProgress progress = watch.of(id(account)).orElseThrow();
    way.silence();

    account.fill("M0");

    await().atMost(PATIENCE).until(() -> progress.waiting().isPresent());
    assertThat(progress.waiting().orElseThrow().reason()).isEqualTo("unavailable");
    assertThat(one("SELECT count(*) FROM fills WHERE user_id = ANY($1)")).isEqualTo(1L);

    way.mend();

    await().atMost(PATIENCE).until(() -> progress.waiting().isEmpty());
    assertThat(one("SELECT count(*) FROM fills WHERE user_id = ANY($1)")).isEqualTo(2L);
    assertThat(one("SELECT sum(contracts)::bigint FROM position_cache WHERE user_id = ANY($1)"))
        .as("written once, however often it was tried")
        .isEqualTo(200L);
  }

  @Test
  void aClaimOnAConnectionThatFellSilentIsMadeAgainOnAnother() {
    List<ClaimLost> lost = Collections.synchronizedList(new ArrayList<>());
    AccountClaims claims =
        new AccountClaims(pool, lost::add, Duration.ofMillis(100), Duration.ofMillis(500));
    AccountId account = id(known(1));
    claims.claim(account).await().atMost(PATIENCE);
    List<Integer> first = holders(account);
    assertThat(first).hasSize(1);

    way.silence();
    way.mend();

    await()
        .atMost(PATIENCE)
        .until(() -> holders(account).size() == 1 && !holders(account).equals(first));
    assertThat(lost).as("the server had let go of it").isEmpty();
    claims.release(account).await().atMost(PATIENCE);
    assertThat(holders(account)).isEmpty();
  }

  @Test
  void anAccountThatIsRefusedDoesNotKeepTheOthersWaiting() {
    TestAccount well = followed(2);
    TestAccount poisoned = followed(2);
    refuse(poisoned);
    try {
      JournalProgress progress = watch.of(id(poisoned)).orElseThrow();
      poisoned.quote("M0", 20);
      await().atMost(PATIENCE).until(() -> progress.waiting().isPresent());
      int together = batches(poisoned);
      double failed = failures();
      AtomicInteger round = new AtomicInteger();

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                well.quote("M0", 30 + round.incrementAndGet() % 40);
                return failures() >= failed + 3;
              });

      assertThat(batches(poisoned)).as("is tried by itself from then on").isEqualTo(together);
      assertThat(watch.of(id(well)).orElseThrow().waiting()).isEmpty();
      await().atMost(PATIENCE).until(() -> cached(well).equals(bids(well)));
    } finally {
      direct.query("DROP FUNCTION refuse_it CASCADE").executeAndAwait();
    }
    await().atMost(PATIENCE).until(() -> cached(poisoned).equals(bids(poisoned)));
    poisoned.quote("M1", 25);
    await().atMost(PATIENCE).until(() -> cached(poisoned).equals(bids(poisoned)));
  }

  /** Its rows cannot be written, for a reason of their own. */
  private void refuse(TestAccount account) {
    direct
        .query(
            """
            CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE 'poisoned'; END $$;
            CREATE TRIGGER refuse_it BEFORE INSERT OR UPDATE ON position_cache FOR EACH ROW
            WHEN (NEW.user_id = '%s') EXECUTE FUNCTION refuse_it();
            """
                .formatted(id(account).value()))
        .executeAndAwait();
  }

  private int batches(TestAccount account) {
    return Collections.frequency(List.copyOf(batched), id(account));
  }

  private double failures() {
    return metrics.get("journal.failures").tag("reason", "other").counter().count();
  }

  /** The processes of the server that hold the claim. */
  private List<Integer> holders(AccountId account) {
    List<Integer> holders = new ArrayList<>();
    direct
        .preparedQuery(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
                + " AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)")
        .executeAndAwait(Tuple.of("position-stream " + account))
        .forEach(row -> holders.add(row.getInteger(0)));
    return holders;
  }

  /** What is live, after the garbage is gone. */
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** An account whose positions are stored. */
  private record Stored(TestAccount account, Cursor at, int positions) {
    /** What a new price of each is. */
    PortfolioChange tick() {
      IntStream.range(0, positions).forEach(i -> account.quote("M" + i, 30 + i));
      return PortfolioChange.since(at, account.engine().portfolio()).orElseThrow();
    }
  }

  /** Nobody writes what happens to it later. */
  private Stored stored(int positions) {
    TestAccount account = known(positions);
    Portfolio portfolio = account.engine().portfolio();
    StoredAccounts.positions(direct, portfolio);
    return new Stored(account, portfolio.cursor(), positions);
  }

  private TestAccount followed(int positions) {
    TestAccount account = known(positions);
    new JournalWriter(
            account.engine(),
            pool,
            beat,
            change -> {
              batched.add(change.portfolio().account());
              return prices.write(change);
            },
            Clock.systemUTC(),
            List.of(),
            forgotten::add,
            watch.begin(account.engine()))
        .follow();
    await().atMost(PATIENCE).until(() -> cached(account).size() == positions);
    return account;
  }

  private TestAccount known(int positions) {
    TestAccount account = StoredAccounts.holding(direct, positions);
    accounts.add(account);
    return account;
  }

  private static Map<String, Integer> bids(TestAccount account) {
    Portfolio portfolio = account.engine().portfolio();
    return portfolio.positions().values().stream()
        .collect(
            Collectors.toMap(p -> p.ticker().value(), WritePathIT::bid, (a, b) -> a, TreeMap::new));
  }

  private static int bid(Position position) {
    return (int) position.quote().bid().units();
  }

  private Map<String, Integer> cached(TestAccount account) {
    Map<String, Integer> bids = new TreeMap<>();
    direct
        .preparedQuery("SELECT ticker, yes_bid FROM position_cache WHERE user_id = $1")
        .executeAndAwait(Tuple.of(id(account).value()))
        .forEach(row -> bids.put(row.getString(0), row.getInteger(1)));
    return bids;
  }

  private static AccountId id(TestAccount account) {
    return account.engine().account();
  }

  private Tuple ids() {
    return Tuple.tuple()
        .addArrayOfUUID(accounts.stream().map(a -> id(a).value()).toArray(UUID[]::new));
  }

  private Object one(String query) {
    return direct.preparedQuery(query).executeAndAwait(ids()).iterator().next().getValue(0);
  }
}
