package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.IOException;
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
          json.writeStringField("ticker", position.ticker().value());
          json.writeStringField("side", position.side().name());
          number(json, "quantity", position.quantity().plain());
          word(json, "mark", Optional.of(position.markSource()));
          word(json, "book", Optional.of(marks.book()));
          json.writeBooleanField("stale", marks.stale());
          number(json, "age_seconds", marks.age().map(age -> Long.toString(age.toSeconds())));
          time(json, "price_as_of", marks.asOf());
          mark(json, "liquidation", marks.liquidation(), position);
          mark(json, "mid", marks.mid(), position);
          mark(json, "last", marks.last(), position);
          number(
              json,
              "settlement_value",
              position.market().settlementValue().map(value -> value.of(position.side()).cents()));
          exit(json, Exit.of(position));
          time(json, "as_of", Optional.of(now));
        });
  }

  private static void mark(JsonGenerator json, String name, Mark mark, Position position)
      throws IOException {
    Optional<Money> value = mark.value(position.quantity());
    json.writeObjectFieldStart(name);
    number(json, "price", mark.cents());
    word(json, "reason", mark.missing());
    word(json, "source", Optional.of(mark.source()));
    number(json, "position_value", value.map(Money::plain));
    number(
        json, "unrealized_pnl", value.map(worth -> worth.minus(position.holding().cost()).plain()));
    json.writeEndObject();
  }

  private static void exit(JsonGenerator json, Exit exit) throws IOException {
    number(json, "exit_contracts_at_top", exit.atTop().plain());
    number(json, "exit_value", exit.value().map(Money::plain));
    number(json, "estimated_fee", exit.estimatedFee().map(Money::plain));
    word(json, "exit_reason", exit.unknown());
  }

  private static void word(JsonGenerator json, String name, Optional<? extends Enum<?>> word)
      throws IOException {
    json.writeStringField(name, word.map(JsonText::word).orElse(null));
  }
}
