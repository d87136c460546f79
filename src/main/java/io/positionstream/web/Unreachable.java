package io.positionstream.web;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from a fault of ours: without it no session can be checked, which
 * passes. What the exchange fails with never comes here: it has failures of its own.
 */
final class Unreachable {

  private static final int DEEPEST = 10;

  private Unreachable() {}

  /** Whether the failure or what caused it is a database that is not there, or is going. */
  static boolean isCauseOf(@Nullable Throwable failure) {
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
    return failure instanceof ConnectException
        || failure instanceof ClosedConnectionException
        // Connection exceptions, and the operator's: shutting down, starting up.
        || (failure instanceof DatabaseException refused
            && refused.getSqlState() != null
            && (refused.getSqlState().startsWith("08") || refused.getSqlState().startsWith("57P")));
  }
}
