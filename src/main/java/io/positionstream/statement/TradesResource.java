package io.positionstream.statement;

import io.positionstream.journal.FactReader.Place;
import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.portfolio.ledger.Ledger;
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
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Closed cycles, newest first: what was opened, what it brought and how it ended. */
@Path("/api/v1/account/trades")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
class TradesResource {

  static final ListForm<Cycle> TRADES =
      new ListForm<>(
          "trades", TradeText.COLUMNS, TradesResource::place, TradeText::write, TradeText::write);

  private final CurrentUser user;
  private final Ledgers ledgers;

  TradesResource(CurrentUser user, Ledgers ledgers) {
    this.user = user;
    this.ledgers = ledgers;
  }

  @GET
  public Uni<Response> trades(@Context UriInfo uri, @Context HttpHeaders headers) {
    Paging paging = Paging.of(uri);
    boolean csv = Csv.isWanted(headers);
    return ledgers
        .all(user.account(), paging.ticker(), paging.event())
        .map(all -> TRADES.answer(paging, closed(all, paging), csv));
  }

  private static List<Cycle> closed(List<Ledger> ledgers, Paging paging) {
    Stream<Cycle> cycles = ledgers.stream().flatMap(ledger -> ledger.cycles().stream());
    return paging.select(cycles.filter(Cycle::isOver), TradesResource::place);
  }

  static Place place(Cycle cycle) {
    return new Place(cycle.closedAt().orElse(Instant.MAX), cycle.id());
  }
}
