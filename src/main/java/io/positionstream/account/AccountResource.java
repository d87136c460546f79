package io.positionstream.account;

import io.positionstream.account.Accounts.Login;
import io.positionstream.account.SessionTokens.Audience;
import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Begins and ends what a caller may see. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {

  private static final Logger LOG = Logger.getLogger(AccountResource.class);

  private final LoginKeys loginKeys;
  private final LoginGuard guard;
  private final SessionGate gate;
  private final Accounts accounts;
  private final AccountWatch watch;
  private final SessionEnds ends;
  private final SessionTokens tokens;
  private final SessionCookie cookie;
  private final CurrentUser user;
  private final AccountConfig config;
  private final Duration lifetime;
  private final Clock clock;

  AccountResource(
      LoginKeys loginKeys,
      LoginGuard guard,
      SessionGate gate,
      Accounts accounts,
      AccountWatch watch,
      SessionEnds ends,
      SessionTokens tokens,
      SessionCookie cookie,
      CurrentUser user,
      AccountConfig config,
      SessionConfig session,
      Clock clock) {
    this.loginKeys = loginKeys;
    this.guard = guard;
    this.gate = gate;
    this.accounts = accounts;
    this.watch = watch;
    this.ends = ends;
    this.tokens = tokens;
    this.cookie = cookie;
    this.user = user;
    this.config = config;
    this.lifetime = Duration.ofHours(session.expirationHours());
    this.clock = clock;
  }

  /**
   * Tries the key at the exchange, stores it, begins a session in place of the one the caller shows
   * and waits for the first load.
   */
  @POST
  @Path("/authenticate")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<LoginAnswer> authenticate(@Nullable LoginRequest request, RoutingContext context) {
    if (request == null) {
      throw Problem.of(ErrorCode.INVALID_REQUEST, "The body must be a JSON object.").asException();
    }
    return loginKeys
        .of(request)
        .chain(key -> guard.identify(key, context).chain(report -> enter(key, report, context)))
        .onFailure(ExchangeFailure.class)
        .transform(e -> ExchangeProblems.of((ExchangeFailure) e));
  }

  private Uni<LoginAnswer> enter(ExchangeKey key, KeyReport report, RoutingContext context) {
    return accounts
        .login(key, report, gate.heldBy(context))
        .invoke(login -> ends.ended(login.replaced()))
        .invoke(login -> LOG.infof("session began account=%s", login.account()))
        .call(login -> firstLoad(login.account(), key))
        .map(login -> answer(login, report, context));
  }

  /** Waits, but not for ever: the watch goes on, and the session is good already. */
  private Uni<Void> firstLoad(AccountId account, ExchangeKey key) {
    return watch
        .watch(account, key)
        .chain(() -> watch.loaded(account))
        .ifNoItem()
        .after(config.firstLoad())
        .recoverWithUni(() -> Uni.createFrom().voidItem())
        .onFailure()
        .invoke(e -> LOG.warnf("first load failed account=%s reason=%s", account, e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private LoginAnswer answer(Login login, KeyReport report, RoutingContext context) {
    UUID id = login.account().value();
    String token = tokens.issue(id, login.session(), Audience.API, lifetime);
    cookie.set(context, token);
    boolean browser = context.request().getHeader("Sec-Fetch-Site") != null;
    return new LoginAnswer(
        "authenticated",
        id,
        browser ? null : token,
        tokens.issue(id, login.session(), Audience.STREAM, lifetime),
        login.expiresAt(),
        report.scopes().stream().sorted().toList(),
        report.canTrade() ? List.of("key_can_trade") : List.of());
  }

  /** Forgets the key and ends every session of the user; the journal stays. */
  @DELETE
  @Path("/logout")
  public Uni<Map<String, String>> logout(RoutingContext context) {
    AccountId account = user.account();
    return leave(accounts.logout(account), account, context, "logged_out");
  }

  /** Forgets the user and everything recorded. */
  @DELETE
  public Uni<Map<String, String>> delete(RoutingContext context) {
    AccountId account = user.account();
    return leave(accounts.delete(account), account, context, "deleted");
  }

  private Uni<Map<String, String>> leave(
      Uni<List<UUID>> ended, AccountId account, RoutingContext context, String status) {
    return ended.map(
        sessions -> {
          ends.ended(sessions);
          watch.unwatch(account);
          cookie.clear(context);
          LOG.infof("account left status=%s account=%s", status, account);
          return Map.of("status", status);
        });
  }

  /** A token that opens streams of the caller's session, for clients without headers. */
  @POST
  @Path("/sse/token")
  public Map<String, Object> streamToken() {
    var expires = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
    return Map.of(
        "stream_token",
        tokens.issue(user.account().value(), user.session(), Audience.STREAM, lifetime),
        "expires_at",
        expires);
  }
}
