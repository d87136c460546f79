package io.positionstream.account;

import io.positionstream.account.Presented.Via;
import io.positionstream.account.SessionChecks.Term;
import io.positionstream.account.SessionTokens.Audience;
import io.positionstream.account.SessionTokens.Claims;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.AllowedOrigins;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.positionstream.web.ProblemException;
import io.positionstream.web.Unreachable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who a request comes from: one set of rules for REST and for streams. Slides the session
 * of whoever comes with an old token; the new one travels with the answer.
 */
@ApplicationScoped
class SessionGate {

  private final SessionTokens tokens;
  private final SessionChecks checks;
  private final SessionCookie cookie;
  private final AllowedOrigins origins;
  private final SessionConfig config;
  private final Clock clock;

  SessionGate(
      SessionTokens tokens,
      SessionChecks checks,
      SessionCookie cookie,
      AllowedOrigins origins,
      SessionConfig config,
      Clock clock) {
    this.tokens = tokens;
    this.checks = checks;
    this.cookie = cookie;
    this.origins = origins;
    this.config = config;
    this.clock = clock;
  }

  /** Who calls REST: header or cookie. Fails with a problem. */
  Uni<StreamPass> admitRequest(RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              refuseSessionInUrl(request);
              Presented shown = Presented.of(request, cookie.name()).orElseThrow(this::nobody);
              refuseForgery(request, shown.via() == Via.COOKIE);
              return admit(request, shown, Audience.API);
            });
  }

  /**
   * As {@link #admitRequest}; but while the database is away, whoever was seen to have a living
   * session is let in on that word. Only for what tells how the service is, from memory.
   *
   * @param fromMemory told that it was so
   */
  Uni<StreamPass> admitMeanwhile(RoutingContext request, Runnable fromMemory) {
    return admitRequest(request)
        .onFailure(Unreachable::isCauseOf)
        .recoverWithUni(
            away ->
                Presented.of(request, cookie.name())
                    .map(shown -> tokens.verify(shown.token(), Audience.API))
                    .flatMap(claims -> checks.lived(claims).map(until -> pass(claims, until)))
                    .map(pass -> Uni.createFrom().item(pass).invoke(fromMemory))
                    .orElseGet(() -> Uni.createFrom().failure(away)));
  }

  private static StreamPass pass(Claims claims, Instant expires) {
    return new StreamPass(new AccountId(claims.user()), claims.session(), expires);
  }

  /** Who opens a stream: the address, else header or cookie. Fails with a problem. */
  Uni<StreamPass> admitStream(RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              refuseSessionInUrl(request);
              Optional<Presented> inUrl = Presented.inUrl(request);
              refuseForeignReader(request, inUrl.isPresent());
              return inUrl.isPresent()
                  ? admit(request, inUrl.get(), Audience.STREAM)
                  : admit(
                      request,
                      Presented.of(request, cookie.name()).orElseThrow(this::nobody),
                      Audience.API);
            });
  }

  /**
   * The sessions a login comes with, whoever's they are: who shows a good token may end them. What
   * is no good token is as if it were not there.
   */
  List<Claims> heldBy(RoutingContext request) {
    return Presented.all(request, cookie.name()).flatMap(shown -> read(shown).stream()).toList();
  }

  private Optional<Claims> read(Presented shown) {
    try {
      return Optional.of(tokens.verify(shown.token(), Audience.API));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /** Fails with {@code cross_site_request} if {@code guarded} and another site is behind it. */
  void refuseForgery(RoutingContext context, boolean guarded) {
    var request = context.request();
    if (guarded
        && CrossSite.forges(
            request.method().name(),
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader("Origin"),
            target(request))) {
      throw crossSite();
    }
  }

  /** A page of another site reads a stream if its site is allowed to and it brings a token. */
  private void refuseForeignReader(RoutingContext context, boolean tokenInUrl) {
    var request = context.request();
    String origin = request.getHeader("Origin");
    boolean foreign =
        CrossSite.isForeign(request.getHeader("Sec-Fetch-Site"), origin, target(request));
    if (foreign && !(tokenInUrl && origins.allows(origin))) {
      throw crossSite();
    }
  }

  private static @Nullable String target(HttpServerRequest request) {
    HostAndPort target = request.authority();
    return target == null ? null : target.toString();
  }

  private static RuntimeException crossSite() {
    return Problem.of(
            ErrorCode.CROSS_SITE_REQUEST, "This must be asked from the service's own pages.")
        .asException();
  }

  private void refuseSessionInUrl(RoutingContext request) {
    if (Presented.inUrl(request).filter(p -> tokens.isFor(p.token(), Audience.API)).isPresent()) {
      throw Problem.of(
              ErrorCode.TOKEN_NOT_ALLOWED_IN_URL,
              "A session token must not be in an address; ask for a stream token.")
          .asException();
    }
  }

  private Uni<StreamPass> admit(RoutingContext request, Presented shown, Audience audience) {
    Claims claims = tokens.verify(shown.token(), audience);
    return checks
        .check(claims)
        .chain(
            term ->
                isOld(claims, term)
                    ? checks
                        .extend(claims.session(), term.last())
                        .invoke(t -> hand(request, shown, claims))
                    : Uni.createFrom().item(term.expires()))
        .map(expires -> pass(claims, expires));
  }

  private boolean isOld(Claims claims, Term term) {
    Duration renewAfter = Duration.ofHours(config.renewAfterHours());
    Duration whole = Duration.ofHours(config.expirationHours());
    Instant now = clock.instant();
    return !claims.issuedAt().plus(renewAfter).isAfter(now)
        // At the end of its longest life nothing is left to renew.
        || (term.expires().isBefore(term.last())
            && !term.expires().minus(whole).plus(renewAfter).isAfter(now));
  }

  private void hand(RoutingContext request, Presented shown, Claims claims) {
    if (shown.via() == Via.QUERY || request.response().headWritten()) {
      return;
    }
    String fresh =
        tokens.issue(
            claims.user(),
            claims.session(),
            Audience.API,
            Duration.ofHours(config.expirationHours()));
    if (shown.via() == Via.COOKIE) {
      cookie.set(request, fresh);
    } else {
      request.response().putHeader("X-Session-Token", fresh);
    }
  }

  private RuntimeException nobody() {
    return Problem.of(ErrorCode.NOT_AUTHENTICATED, "This needs a session.").asException();
  }
}
