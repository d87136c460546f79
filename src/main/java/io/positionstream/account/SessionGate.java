package io.positionstream.account;

import io.positionstream.account.Presented.Via;
import io.positionstream.account.SessionTokens.Audience;
import io.positionstream.account.SessionTokens.Claims;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides who a request comes from: one set of rules for REST and for streams. Slides the session
 * of whoever comes with an old token; the new one travels with the answer.
 */
@ApplicationScoped
class SessionGate {

  private final SessionTokens tokens;
  private final SessionChecks checks;
  private final SessionCookie cookie;
  private final SessionConfig config;
  private final Clock clock;

  SessionGate(
      SessionTokens tokens,
      SessionChecks checks,
      SessionCookie cookie,
      SessionConfig config,
      Clock clock) {
    this.tokens = tokens;
    this.checks = checks;
    this.cookie = cookie;
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

  /** Who opens a stream: the address, else header or cookie. Fails with a problem. */
  Uni<StreamPass> admitStream(RoutingContext request) {
    return Uni.createFrom()
        .deferred(
            () -> {
              refuseSessionInUrl(request);
              Optional<Presented> inUrl = Presented.inUrl(request);
              return inUrl.isPresent()
                  ? admit(request, inUrl.get(), Audience.STREAM)
                  : admit(
                      request,
                      Presented.of(request, cookie.name()).orElseThrow(this::nobody),
                      Audience.API);
            });
  }

  /** Fails with {@code cross_site_request} if {@code guarded} and another site is behind it. */
  void refuseForgery(RoutingContext context, boolean guarded) {
    var request = context.request();
    var target = request.authority();
    if (guarded
        && CrossSite.forges(
            request.method().name(),
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader("Origin"),
            target == null ? null : target.toString())) {
      throw Problem.of(
              ErrorCode.CROSS_SITE_REQUEST, "This must be asked from the service's own pages.")
          .asException();
    }
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
    StreamPass pass = new StreamPass(new AccountId(claims.user()), claims.session());
    return checks
        .check(claims)
        .chain(
            expires ->
                isOld(claims, expires)
                    ? checks.extend(claims.session()).invoke(t -> hand(request, shown, claims))
                    : Uni.createFrom().item(expires))
        .replaceWith(pass);
  }

  private boolean isOld(Claims claims, Instant sessionExpires) {
    Duration renewAfter = Duration.ofHours(config.renewAfterHours());
    Duration whole = Duration.ofHours(config.expirationHours());
    Instant now = clock.instant();
    return !claims.issuedAt().plus(renewAfter).isAfter(now)
        || !sessionExpires.minus(whole).plus(renewAfter).isAfter(now);
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
