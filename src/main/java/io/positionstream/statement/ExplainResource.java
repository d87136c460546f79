package io.positionstream.statement;

import io.positionstream.portfolio.MarketTicker;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** Proves the figures of one market, held or not: every one as the sum of its parts. */
@Path("/api/v1/account/positions/{ticker}/explain")
@Produces(MediaType.APPLICATION_JSON)
class ExplainResource {

  private final CurrentUser user;
  private final Ledgers ledgers;
  private final Clock clock;

  ExplainResource(CurrentUser user, Ledgers ledgers, Clock clock) {
    this.user = user;
    this.ledgers = ledgers;
    this.clock = clock;
  }

  /** 404 for a market that the account never traded. */
  @GET
  public Uni<String> explain(@PathParam("ticker") String ticker) {
    if (ticker.isBlank() || ticker.indexOf('\0') >= 0) {
      throw neverTraded();
    }
    return ledgers
        .explanation(user.account(), new MarketTicker(ticker))
        .map(found -> found.orElseThrow(ExplainResource::neverTraded))
        .map(
            found ->
                new ExplanationText(found.explanation(), found.confirmed(), clock.instant())
                    .json());
  }

  private static RuntimeException neverTraded() {
    return Problem.of(ErrorCode.NOT_FOUND, "This account never traded such a market.")
        .asException();
  }
}
