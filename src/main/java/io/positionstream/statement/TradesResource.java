package io.positionstream.statement;

import io.positionstream.journal.FactReader.Place;
import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.portfolio.ledger.Explanation;
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

  /**
   * A closed cycle.
   *
   * @param proven whether fills prove every figure of its market
   */
  record Trade(Cycle cycle, boolean proven) {

    Place place() {
      return new Place(cycle.closedAt().orElse(Instant.MAX), cycle.id());
    }

    /** A fill that is missing anywhere in the market may have been one of this cycle. */
    boolean isExact() {
      return proven && cycle.isComplete();
    }
  }

  static final ListForm<Trade> TRADES =
      new ListForm<>("trades", TradeText.COLUMNS, Trade::place, TradeText::write, TradeText::write);

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

  private static List<Trade> closed(List<Explanation> markets, Paging paging) {
    return paging.select(markets.stream().flatMap(TradesResource::trades), Trade::place);
  }

  static Stream<Trade> trades(Explanation market) {
    boolean proven = market.isProven();
    return market.ledger().cycles().stream()
        .filter(Cycle::isOver)
        .map(cycle -> new Trade(cycle, proven));
  }
}
