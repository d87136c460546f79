package io.positionstream.statement;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.journal.FactReader;
import io.positionstream.journal.FactReader.Place;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
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
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Fills and settlements of the caller's account, newest first, from the journal: JSON, or CSV with
 * the next cursor in the header {@code X-Next-Cursor}.
 */
@Path("/api/v1/account")
@Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
class FactResource {

  private static final Form<Fill> FILLS =
      new Form<>(
          "fills",
          FactText.FILL_COLUMNS,
          fill -> new Place(fill.time(), fill.id().value()),
          FactText::write,
          FactText::write);

  private static final Form<Settlement> SETTLEMENTS =
      new Form<>(
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
    return facts.fills(user.account(), paging.query()).map(rows -> FILLS.answer(paging, rows, csv));
  }

  @GET
  @Path("settlements")
  public Uni<Response> settlements(@Context UriInfo uri, @Context HttpHeaders headers) {
    Paging paging = Paging.of(uri);
    boolean csv = Csv.isWanted(headers);
    return facts
        .settlements(user.account(), paging.query())
        .map(rows -> SETTLEMENTS.answer(paging, rows, csv));
  }

  /** Writes one row. */
  @FunctionalInterface
  private interface Row<T> {
    void write(JsonGenerator json, T row) throws IOException;
  }

  /** How one kind of rows is written. */
  private record Form<T>(
      String name,
      List<String> columns,
      Function<T, Place> place,
      Row<T> json,
      BiConsumer<Csv, T> csv) {

    Response answer(Paging paging, List<T> rows, boolean asCsv) {
      Paging.Page<T> page = paging.page(rows, place);
      Response.ResponseBuilder answer =
          asCsv
              ? Response.ok(asCsv(page), Csv.TYPE + ";charset=UTF-8;header=present")
              : Response.ok(asJson(page), MediaType.APPLICATION_JSON);
      page.nextCursor().ifPresent(next -> answer.header("X-Next-Cursor", next));
      return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    private String asJson(Paging.Page<T> page) {
      return JsonText.object(
          body -> {
            body.writeArrayFieldStart(name);
            for (T row : page.rows()) {
              json.write(body, row);
            }
            body.writeEndArray();
            body.writeStringField("next_cursor", page.nextCursor().orElse(null));
          });
    }

    private String asCsv(Paging.Page<T> page) {
      Csv lines = new Csv(columns);
      page.rows().forEach(row -> csv.accept(lines, row));
      return lines.toString();
    }
  }
}
