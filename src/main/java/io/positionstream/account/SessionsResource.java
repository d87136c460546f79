package io.positionstream.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Shows users where they are logged in and lets them end what they do not know. */
@Path("/api/v1/account/sessions")
@Produces(MediaType.APPLICATION_JSON)
class SessionsResource {

  private static final Logger LOG = Logger.getLogger(SessionsResource.class);

  private final SessionRepository sessions;
  private final SessionEnds ends;
  private final SessionCookie cookie;
  private final CurrentUser user;
  private final Duration maxLife;
  private final Clock clock;

  /** The answer to the list. */
  record Sessions(List<Session> sessions) {}

  /**
   * A session as its user sees it; times to the millisecond.
   *
   * @param id names the session, proves nothing
   * @param current whether the question came with it
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Session(UUID id, Instant createdAt, Instant expiresAt, boolean current) {}

  SessionsResource(
      SessionRepository sessions,
      SessionEnds ends,
      SessionCookie cookie,
      CurrentUser user,
      SessionConfig config,
      Clock clock) {
    this.sessions = sessions;
    this.ends = ends;
    this.cookie = cookie;
    this.user = user;
    this.maxLife = config.maxLife();
    this.clock = clock;
  }

  /** The living sessions of the caller's user, newest first. */
  @GET
  public Uni<Sessions> list() {
    AccountId account = user.account();
    UUID current = user.session();
    Instant now = clock.instant();
    return Panache.withSession(() -> sessions.living(account, now, now.minus(maxLife)))
        .map(rows -> new Sessions(rows.stream().map(row -> shown(row, current)).toList()));
  }

  private Session shown(SessionRow row, UUID current) {
    Instant last = row.createdAt.plus(maxLife);
    return new Session(
        row.id,
        row.createdAt.truncatedTo(ChronoUnit.MILLIS),
        (row.expiresAt.isBefore(last) ? row.expiresAt : last).truncatedTo(ChronoUnit.MILLIS),
        row.id.equals(current));
  }

  /** Ends one living session of the caller's user, and its streams at once. */
  @DELETE
  @Path("/{id}")
  public Uni<Map<String, String>> end(UUID id, RoutingContext context) {
    AccountId account = user.account();
    boolean current = id.equals(user.session());
    Instant now = clock.instant();
    return Panache.withTransaction(() -> sessions.revoke(id, account, now, now.minus(maxLife)))
        .map(
            found -> {
              if (!found) {
                throw Problem.of(ErrorCode.NOT_FOUND, "There is no such session.").asException();
              }
              ends.ended(List.of(id));
              if (current) {
                cookie.clear(context);
              }
              LOG.infof("session ended account=%s", account);
              return Map.of("status", "ended");
            });
  }
}
