package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.web.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of the caller's account, from memory: the same encoding as the stream. With
 * {@code as_of}, an earlier state.
 */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
class PositionResource {

  private final CurrentUser user;
  private final ReadableAccounts accounts;
  private final PastAccounts past;
  private final Clock clock;

  PositionResource(CurrentUser user, ReadableAccounts accounts, PastAccounts past, Clock clock) {
    this.user = user;
    this.accounts = accounts;
    this.past = past;
    this.clock = clock;
  }

  @GET
  @Path("positions")
  public Uni<String> positions(@QueryParam("as_of") @Nullable String asOf) {
    AccountId account = user.account();
    return AsOf.of(asOf, clock.instant())
        .map(when -> past.positions(account, when))
        .orElseGet(() -> accounts.known(account).map(this::positionsOf));
  }

  private String positionsOf(AccountEngine engine) {
    return accounts.encoder(engine).positions(engine.portfolio());
  }

  @GET
  @Path("portfolio")
  public Uni<String> portfolio(@QueryParam("as_of") @Nullable String asOf) {
    AccountId account = user.account();
    return AsOf.of(asOf, clock.instant())
        .map(when -> past.portfolio(account, when))
        .orElseGet(
            () -> accounts.known(account).map(engine -> AccountJson.portfolio(engine.portfolio())));
  }
}
