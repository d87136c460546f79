package io.positionstream.statement;

import io.positionstream.journal.DriftJournal;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where our figures and the exchange's differed: open ones first, then healed ones. */
@Path("/api/v1/account/drift")
@Produces(MediaType.APPLICATION_JSON)
class DriftResource {

  private final CurrentUser user;
  private final DriftJournal journal;

  DriftResource(CurrentUser user, DriftJournal journal) {
    this.user = user;
    this.journal = journal;
  }

  @GET
  public Uni<String> drift(@QueryParam("limit") @Nullable String limit) {
    return Reading.of(journal.newest(user.account(), Limit.of(limit))).map(DriftResource::json);
  }

  static String json(List<Discrepancy> rows) {
    return JsonText.object(json -> json.list("drift", rows, DriftResource::row));
  }

  /** Figures are text: contracts, dollars, a phase or a trade id, by the field. */
  private static void row(JsonText json, Discrepancy row) {
    var drift = row.drift();
    json.text("source", row.source().word());
    json.text("field", drift.field().word());
    json.text("ticker", drift.market().map(MarketTicker::value).orElse(null));
    json.text("ours", filled(drift.ours()));
    json.text("exchange", filled(drift.theirs()));
    json.text("status", row.isOpen() ? "open" : "healed");
    json.time("since", Optional.of(row.since()));
    json.time("healed_at", row.healed().map(Discrepancy.Healed::at));
    json.text("healed_how", row.healed().map(healed -> JsonText.word(healed.how())).orElse(null));
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }
}
