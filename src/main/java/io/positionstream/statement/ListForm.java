package io.positionstream.statement;

import io.positionstream.journal.FactReader.Place;
import io.positionstream.web.JsonText;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a list of one kind is answered: JSON, or CSV with the next cursor in the header {@code
 * X-Next-Cursor}.
 *
 * @param name of the list in JSON
 * @param columns of the CSV
 * @param place where a row stands in the order of the list
 */
record ListForm<T>(
    String name,
    List<String> columns,
    Function<T, Place> place,
    JsonText.Row<T> json,
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
          body.list(name, page.rows(), json);
          body.text("next_cursor", page.nextCursor().orElse(null));
        });
  }

  private String asCsv(Paging.Page<T> page) {
    Csv lines = new Csv(columns);
    page.rows().forEach(row -> csv.accept(lines, row));
    return lines.toString();
  }
}
