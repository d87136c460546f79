package io.positionstream.statement;

import io.positionstream.portfolio.ledger.Cycle;
import io.positionstream.portfolio.ledger.Ledger;
import io.positionstream.statement.TradeQuery.Page;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Closed cycles, newest first: what was opened, what it brought and how it ended. JSON, or CSV with
 * the next cursor in the header {@code X-Next-Cursor}.
 */
@Path("/api/v1/account/trades")
class TradesResource {

  private final CurrentUser user;
  private final Ledgers ledgers;

  TradesResource(CurrentUser user, Ledgers ledgers) {
    this.user = user;
    this.ledgers = ledgers;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Response> json(@Context UriInfo uri) {
    return page(uri).map(page -> answer(page, json(page), MediaType.APPLICATION_JSON));
  }

  @GET
  @Produces(TradeCsv.TYPE + ";qs=0.5")
  public Uni<Response> csv(@Context UriInfo uri) {
    return page(uri)
        .map(page -> answer(page, csv(page), TradeCsv.TYPE + ";charset=UTF-8;header=present"));
  }

  private Uni<Page> page(UriInfo uri) {
    TradeQuery query = TradeQuery.of(uri.getQueryParameters());
    return ledgers
        .all(user.account(), query.ticker(), query.event())
        .map(all -> query.page(cycles(all)));
  }

  private static List<Cycle> cycles(List<Ledger> ledgers) {
    return ledgers.stream().flatMap(ledger -> ledger.cycles().stream()).toList();
  }

  private static Response answer(Page page, String body, String type) {
    Response.ResponseBuilder answer = Response.ok(body, type);
    page.nextCursor().ifPresent(next -> answer.header("X-Next-Cursor", next));
    return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  private static String json(Page page) {
    return JsonText.object(
        body -> {
          body.writeArrayFieldStart("trades");
          for (Cycle cycle : page.cycles()) {
            body.writeStartObject();
            TradeText.write(body, cycle);
            body.writeEndObject();
          }
          body.writeEndArray();
          body.writeStringField("next_cursor", page.nextCursor().orElse(null));
        });
  }

  private static String csv(Page page) {
    TradeCsv lines = new TradeCsv(TradeText.COLUMNS);
    page.cycles().forEach(cycle -> TradeText.write(lines, cycle));
    return lines.toString();
  }
}
