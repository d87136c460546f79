package io.positionstream.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from a fault of ours: without it no session can be checked, which
 * passes. What the exchange fails with never comes here: it has failures of its own.
 */
public final class Unreachable {

  /** More than the slowest honest answer about one row takes, less than a person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int DEEPEST = 10;

  /**
   * SQLSTATEs of a database that takes nothing now: connection exceptions, no room or connections
   * left, the operator's (shutting down, starting up), a replica that is not promoted yet.
   */
  private static final List<String> STATES = List.of("08", "53", "57P", "25006");

  private Unreachable() {}

  /** The question about one row, which fails if nothing answers it for five seconds. */
  public static <T> Uni<T> orSilent(Uni<T> question) {
    return orSilent(question, PATIENCE);
  }

  /**
   * The question, which fails if nothing answers it in time: a machine that was cut off refuses
   * nothing, it is silent. Fails on the caller's Vert.x context.
   */
  public static <T> Uni<T> orSilent(Uni<T> question, Duration patience) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              return question
                  .ifNoItem()
                  .after(patience)
                  .recoverWithUni(() -> silence(caller, patience));
            });
  }

  private static <T> Uni<T> silence(@Nullable Context caller, Duration patience) {
    var silent = new ConnectException("no answer within " + patience.toSeconds() + " s");
    return caller == null
        ? Uni.createFrom().failure(silent)
        : Uni.createFrom().emitter(answer -> caller.runOnContext(v -> answer.fail(silent)));
  }

  /** Whether the failure or what caused it is a database that is not there, or is going. */
  public static boolean isCauseOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable failure) {
    return failure instanceof SocketException
        // A container that is stopped has no name any more.
        || failure instanceof UnknownHostException
        || failure instanceof ClosedConnectionException
        || (failure instanceof DatabaseException refused && isOne(refused.getSqlState()));
  }

  private static boolean isOne(@Nullable String state) {
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
