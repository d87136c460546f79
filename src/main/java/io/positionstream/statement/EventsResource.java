package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.portfolio.EventTerms;
import io.positionstream.portfolio.EventView;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Payoffs;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.stream.ReadableAccounts;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;

/** Positions grouped by event, with what each outcome of the event would bring. */
@Path("/api/v1/account/events")
@Produces(MediaType.APPLICATION_JSON)
class EventsResource {

  private final CurrentUser user;
  private final ReadableAccounts accounts;

  EventsResource(CurrentUser user, ReadableAccounts accounts) {
    this.user = user;
    this.accounts = accounts;
  }

  @GET
  public Uni<String> events() {
    return accounts.known(user.account()).map(engine -> json(engine.portfolio()));
  }

  static String json(Portfolio portfolio) {
    return JsonText.object(
        json -> {
          JsonText.list(json, "events", EventView.of(portfolio), EventsResource::event);
          json.writeStringField("epoch", portfolio.epoch());
          json.writeNumberField("seq", portfolio.seq());
          time(json, "last_updated", Optional.of(portfolio.updatedAt()));
        });
  }

  private static void event(JsonGenerator json, EventView event) throws IOException {
    Payoffs payoffs = event.payoffs();
    json.writeStringField("event_ticker", event.event());
    json.writeStringField("event_title", event.terms().map(EventTerms::title).orElse(null));
    json.writeFieldName("mutually_exclusive");
    json.writeObject(event.terms().map(EventTerms::mutuallyExclusive).orElse(null));
    json.writeStringField("method", JsonText.word(payoffs.method()));
    number(json, "cost_basis", event.cost().plain());
    number(json, "position_value", event.value().map(Money::plain));
    number(json, "worst_case", payoffs.worst().plain());
    number(json, "best_case", payoffs.best().plain());
    number(json, "capital_at_risk", payoffs.atRisk().plain());
    JsonText.list(json, "positions", event.positions(), EventsResource::position);
    JsonText.list(json, "outcomes", payoffs.outcomes(), EventsResource::outcome);
  }

  private static void position(JsonGenerator json, Position held) throws IOException {
    json.writeStringField("ticker", held.ticker().value());
    json.writeStringField("market_title", held.market().title());
    json.writeStringField("side", held.side().name());
    json.writeStringField("status", JsonText.word(held.market().phase()));
    number(json, "quantity", held.quantity().plain());
    number(json, "cost_basis", held.holding().cost().plain());
    number(json, "position_value", held.value().map(Money::plain));
  }

  /** {@code ticker} is null for another market of the event, or none. */
  private static void outcome(JsonGenerator json, Payoffs.Outcome outcome) throws IOException {
    json.writeStringField("ticker", outcome.yes().map(MarketTicker::value).orElse(null));
    json.writeStringField("outcome", outcome.yes().isPresent() ? "yes" : "none_of_these");
    number(json, "payout", outcome.payout().plain());
    number(json, "profit", outcome.profit().plain());
  }
}
