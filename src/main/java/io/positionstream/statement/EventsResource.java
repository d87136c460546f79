package io.positionstream.statement;

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
          json.list("events", EventView.of(portfolio), EventsResource::event);
          json.text("epoch", portfolio.epoch());
          json.number("seq", portfolio.seq());
          json.time("last_updated", Optional.of(portfolio.updatedAt()));
        });
  }

  private static void event(JsonText json, EventView event) {
    Payoffs payoffs = event.payoffs();
    json.text("event_ticker", event.event());
    json.text("event_title", event.terms().map(EventTerms::title).orElse(null));
    json.flag("mutually_exclusive", event.terms().map(EventTerms::mutuallyExclusive));
    json.text("method", JsonText.word(payoffs.method()));
    json.number("cost_basis", event.cost().plain());
    json.number("position_value", event.value().map(Money::plain));
    json.number("worst_case", payoffs.worst().plain());
    json.number("best_case", payoffs.best().plain());
    json.number("capital_at_risk", payoffs.atRisk().plain());
    json.list("positions", event.positions(), EventsResource::position);
    json.list("outcomes", payoffs.outcomes(), EventsResource::outcome);
  }

  private static void position(JsonText json, Position held) {
    json.text("ticker", held.ticker().value());
    json.text("market_title", held.market().title());
    json.text("side", held.side().name());
    json.text("status", JsonText.word(held.market().phase()));
    json.number("quantity", held.quantity().plain());
    json.number("cost_basis", held.holding().cost().plain());
    json.number("position_value", held.value().map(Money::plain));
  }

  /** {@code ticker} is null for another market of the event, or none. */
  private static void outcome(JsonText json, Payoffs.Outcome outcome) {
    json.text("ticker", outcome.yes().map(MarketTicker::value).orElse(null));
    json.text("outcome", outcome.yes().isPresent() ? "yes" : "none_of_these");
    json.number("payout", outcome.payout().plain());
    json.number("profit", outcome.profit().plain());
  }
}
