package io.positionstream.statement;

import io.positionstream.engine.EngineConfig;
import io.positionstream.journal.SampleReader;
import io.positionstream.journal.SampleReader.Window;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.stream.ReadableAccounts;
import io.positionstream.web.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;

/** What was recorded, as series for charts: oldest first, at most {@code points} of each. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {

  private final CurrentUser user;
  private final ReadableAccounts accounts;
  private final SampleReader samples;
  private final EngineConfig config;
  private final Clock clock;

  HistoryResource(
      CurrentUser user,
      ReadableAccounts accounts,
      SampleReader samples,
      EngineConfig config,
      Clock clock) {
    this.user = user;
    this.accounts = accounts;
    this.samples = samples;
    this.config = config;
    this.clock = clock;
  }

  /** The account's worth; of today unless asked otherwise. */
  @GET
  @Path("equity")
  public Uni<String> equity(@Context UriInfo uri) {
    Window window =
        ChartWindow.ofEquity(uri.getQueryParameters(), clock.instant(), config.dayZone());
    return Reading.of(samples.equity(user.account(), window))
        .map(rows -> HistoryText.equity(rows, window, config.dayZone()));
  }

  /** The marks of what is held now; of the last six hours unless asked otherwise. */
  @GET
  @Path("marks/history")
  public Uni<String> marks(@Context UriInfo uri) {
    AccountId account = user.account();
    var asked = ChartWindow.ofMarks(uri.getQueryParameters(), clock.instant());
    return accounts
        .known(account)
        .map(engine -> held(engine.portfolio(), asked))
        .chain(
            held ->
                Reading.of(
                        samples.marks(
                            account, held.stream().map(Position::ticker).toList(), asked.window()))
                    .map(rows -> HistoryText.marks(held, rows, asked.window())));
  }

  private static List<Position> held(Portfolio portfolio, ChartWindow.OfMarks asked) {
    return portfolio.positions().values().stream()
        .filter(held -> asked.ticker().isEmpty() || asked.ticker().get().equals(held.ticker()))
        .toList();
  }
}
