package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.web.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The newest state of the caller's account, from memory: the same encoding as the stream. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
class PositionResource {

  private final CurrentUser user;
  private final ReadableAccounts accounts;

  PositionResource(CurrentUser user, ReadableAccounts accounts) {
    this.user = user;
    this.accounts = accounts;
  }

  @GET
  @Path("positions")
  public Uni<String> positions() {
    return accounts.known(user.account()).map(this::positionsOf);
  }

  private String positionsOf(AccountEngine engine) {
    return accounts.encoder(engine).positions(engine.portfolio());
  }

  @GET
  @Path("portfolio")
  public Uni<String> portfolio() {
    return accounts.known(user.account()).map(engine -> AccountJson.portfolio(engine.portfolio()));
  }
}
