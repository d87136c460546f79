package io.positionstream.database;

import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes connections that are patient, but not for ever. A machine that was cut off refuses nothing,
 * it is silent: without a bound, whatever was asked of it would keep its place in the pool for as
 * long as the kernel goes on sending, and a write that waits there would never be tried again.
 *
 * <p>A connection on which nothing comes is closed, and not given back. What was asked on it fails
 * as a database that is away, once and for all: it cannot be carried out after what was tried next.
 */
@Singleton
public class PatientConnections implements PgPoolCreator {

  /**
   * More than the longest time a statement is waited for (20 s) and what its connection may have
   * been idle before (quarkus.datasource.reactive.idle-timeout) together.
   */
  private static final Duration SILENCE = Duration.ofSeconds(35);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final DatabaseCredentials credentials;

  PatientConnections(DatabaseCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public Pool create(Input input) {
    List<PgConnectOptions> databases =
        input.pgConnectOptionsList().stream().map(one -> patient(one, SILENCE)).toList();
    // As Quarkus does it where nobody else makes the pool: user and password are asked for anew.
    var current =
        new ConnectOptionsSupplier<>(
            credentials, DatabaseCredentials.NAME, databases, PgConnectOptions::new);
    return PgBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(() -> current.get().map(SqlConnectOptions.class::cast))
        .using(input.vertx())
        .build();
  }

  /** The same connection, closed after so long a silence. */
  public static PgConnectOptions patient(PgConnectOptions database, Duration silence) {
    PgConnectOptions patient = new PgConnectOptions(database);
    patient.setTcpKeepAlive(true);
    patient.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
    patient.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    patient.setReadIdleTimeout(Math.toIntExact(silence.toMillis()));
    return patient;
  }
}
