package io.positionstream.statement;

import io.positionstream.portfolio.Exit;
import io.positionstream.portfolio.Mark;
import io.positionstream.portfolio.Marks;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.stream.ReadableAccounts;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.JsonText;
import io.positionstream.web.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What one position is worth by each mark, and what getting out of it would bring. */
@Path("/api/v1/account/positions/{ticker}/marks")
@Produces(MediaType.APPLICATION_JSON)
class MarksResource {

  private final CurrentUser user;
  private final ReadableAccounts accounts;
  private final StatementConfig config;
  private final Clock clock;

  MarksResource(CurrentUser user, ReadableAccounts accounts, StatementConfig config, Clock clock) {
    this.user = user;
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
  }

  @GET
  public Uni<String> marks(@PathParam("ticker") String ticker) {
    return accounts
        .known(user.account())
        .map(
            engine -> {
              Portfolio portfolio = engine.portfolio();
              Position held =
                  portfolio.positions().values().stream()
                      .filter(position -> position.ticker().value().equals(ticker))
                      .findFirst()
                      .orElseThrow(MarksResource::notHeld);
              Instant now = clock.instant();
              return json(held, Marks.of(portfolio, held, now, config.staleAfter()), now);
            });
  }

  private static RuntimeException notHeld() {
    return Problem.of(ErrorCode.NOT_FOUND, "No position is held in this market.").asException();
  }

  static String json(Position position, Marks marks, Instant now) {
    return JsonText.object(
        json -> {
          json.text("ticker", position.ticker().value());
          json.text("side", position.side().name());
          json.number("quantity", position.quantity().plain());
          word(json, "mark", Optional.of(position.markSource()));
          word(json, "book", Optional.of(marks.book()));
          json.flag("stale", marks.stale());
          json.number("age_seconds", marks.age().map(age -> Long.toString(age.toSeconds())));
          json.time("price_as_of", marks.asOf());
          mark(json, "liquidation", marks.liquidation(), position);
          mark(json, "mid", marks.mid(), position);
          mark(json, "last", marks.last(), position);
          json.number(
              "settlement_value",
              position.market().settlementValue().map(value -> value.of(position.side()).cents()));
          exit(json, Exit.of(position));
          json.time("as_of", Optional.of(now));
        });
  }

  private static void mark(JsonText json, String name, Mark mark, Position position) {
    Optional<Money> value = mark.value(position.quantity());
    json.open(name);
    json.number("price", mark.cents());
    word(json, "reason", mark.missing());
    word(json, "source", Optional.of(mark.source()));
    json.number("position_value", value.map(Money::plain));
    json.number(
        "unrealized_pnl", value.map(worth -> worth.minus(position.holding().cost()).plain()));
    json.close();
  }

  private static void exit(JsonText json, Exit exit) {
    json.number("exit_contracts_at_top", exit.atTop().plain());
    json.number("exit_value", exit.value().map(Money::plain));
    json.number("estimated_fee", exit.estimatedFee().map(Money::plain));
    word(json, "exit_reason", exit.unknown());
  }

  private static void word(JsonText json, String name, Optional<? extends Enum<?>> word) {
    json.text(name, word.map(JsonText::word).orElse(null));
  }
}
