package io.positionstream.statement;

import io.positionstream.journal.FactReader;
import io.positionstream.journal.FactReader.Place;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.positionstream.web.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * Fills and settlements of the caller's account, newest first, from the journal: JSON, or CSV with
 * the next cursor in the header {@code X-Next-Cursor}.
 */
@Path("/api/v1/account")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
class FactResource {

  private static final ListForm<Fill> FILLS =
      new ListForm<>(
          "fills",
          FactText.FILL_COLUMNS,
          fill -> new Place(fill.time(), fill.id().value()),
          FactText::write,
          FactText::write);

  private static final ListForm<Settlement> SETTLEMENTS =
      new ListForm<>(
          "settlements",
          FactText.SETTLEMENT_COLUMNS,
          paid -> new Place(paid.time(), paid.market().value()),
          FactText::write,
          FactText::write);

  private final CurrentUser user;
  private final FactReader facts;

  FactResource(CurrentUser user, FactReader facts) {
    this.user = user;
    this.facts = facts;
  }

  @GET
  @Path("fills")
  public Uni<Response> fills(@Context UriInfo uri, @Context HttpHeaders headers) {
    Paging paging = Paging.of(uri);
    boolean csv = Csv.isWanted(headers);
    return Reading.of(facts.fills(user.account(), paging.query()))
        .map(rows -> FILLS.answer(paging, rows, csv));
  }

  @GET
  @Path("settlements")
  public Uni<Response> settlements(@Context UriInfo uri, @Context HttpHeaders headers) {
    Paging paging = Paging.of(uri);
    boolean csv = Csv.isWanted(headers);
    return Reading.of(facts.settlements(user.account(), paging.query()))
        .map(rows -> SETTLEMENTS.answer(paging, rows, csv));
  }
}
