package io.positionstream.statement;

import io.positionstream.engine.AccountEngines;
import io.positionstream.engine.ClockWatch;
import io.positionstream.journal.FactReader;
import io.positionstream.journal.JournalProgress;
import io.positionstream.journal.JournalWatch;
import io.positionstream.journal.PastKind;
import io.positionstream.journal.PastProgress;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.JsonText;
import io.positionstream.web.Unreachable;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How complete what is known of the caller's account is: its line, and how much of its past. While
 * the database is away the past is unknown, and everything else told as ever.
 */
@Path("/api/v1/account/status")
@Produces(MediaType.APPLICATION_JSON)
class StatusResource {

  private final CurrentUser user;
  private final AccountEngines engines;
  private final FactReader facts;
  private final JournalWatch journals;
  private final ClockWatch clock;

  StatusResource(
      CurrentUser user,
      AccountEngines engines,
      FactReader facts,
      JournalWatch journals,
      ClockWatch clock) {
    this.user = user;
    this.engines = engines;
    this.facts = facts;
    this.journals = journals;
    this.clock = clock;
  }

  @GET
  public Uni<String> status() {
    AccountId account = user.account();
    Optional<Line> line = engines.running(account).map(engine -> engine.portfolio().line());
    return past(user.isDatabaseAway(), () -> facts.progress(account))
        .map(past -> text(line, journals.of(account), past));
  }

  /**
   * What the database says; empty while it is away. Who asked for the session has waited for it
   * already: nobody waits twice.
   */
  static <T> Uni<Optional<T>> past(boolean databaseAway, Supplier<Uni<T>> question) {
    return databaseAway
        ? Uni.createFrom().item(Optional.empty())
        : Unreachable.orSilent(question.get())
            .map(Optional::of)
            .onFailure(Unreachable::isCauseOf)
            .recoverWithItem(Optional.empty());
  }

  private String text(
      Optional<Line> line, Optional<JournalProgress> journal, Optional<List<PastProgress>> past) {
    Optional<Instant> cutoff =
        past.stream()
            .flatMap(List::stream)
            .filter(progress -> progress.kind() == PastKind.FILLS)
            .flatMap(progress -> progress.cutoff().stream())
            .findFirst();
    return JsonText.object(
        json -> {
          feed(json, line);
          journal(json, journal);
          clock(json, clock.lastStep());
          database(json, past.isPresent());
          if (past.isPresent()) {
            for (PastProgress progress : past.get()) {
              write(json, progress);
            }
          } else {
            for (PastKind kind : PastKind.values()) {
              unknown(json, kind);
            }
          }
          json.time("historical_cutoff", cutoff);
        });
  }

  /** How the line to the exchange is. */
  static void feed(JsonText json, Optional<Line> line) {
    json.open("feed");
    // Followed again with the next read of the positions, or stream.
    json.text("status", line.map(Line::status).orElse("disconnected"));
    json.time("since", line.map(Line::since));
    json.text("reason", line.map(Line::reason).orElse("not followed now"));
    json.close();
  }

  /** Whether what is known is stored, too. */
  private static void journal(JsonText json, Optional<JournalProgress> journal) {
    Optional<JournalProgress.Waiting> waiting = journal.flatMap(JournalProgress::waiting);
    json.open("journal");
    json.text("status", waiting.isPresent() ? "waiting" : "writing");
    json.time("since", waiting.map(JournalProgress.Waiting::since));
    json.text("reason", waiting.map(JournalProgress.Waiting::reason).orElse(""));
    json.number("backlog", journal.map(JournalProgress::backlog).orElse(0L));
    json.close();
  }

  /** Whether times can be trusted. */
  private static void clock(JsonText json, Optional<ClockWatch.Step> step) {
    json.open("clock");
    json.time("stepped_at", step.map(ClockWatch.Step::at));
    json.number("stepped_by_ms", step.map(s -> s.by().toMillis()).orElse(0L));
    json.close();
  }

  /** Without it nothing can be said of the past, nor be written. */
  private static void database(JsonText json, boolean reached) {
    json.open("database");
    json.text("status", reached ? "reached" : "away");
    json.close();
  }

  private static void unknown(JsonText json, PastKind kind) {
    json.open(kind.table());
    json.unknown("loaded");
    json.unknown("from");
    json.unknown("to");
    json.unknown("complete");
    json.text("state", "unknown");
    json.text("reason", "The database cannot be reached.");
    json.close();
  }

  private static void write(JsonText json, PastProgress progress) {
    json.open(progress.kind().table());
    json.number("loaded", progress.loaded());
    json.time("from", progress.from());
    json.time("to", progress.to());
    json.flag("complete", progress.complete());
    json.text("state", JsonText.word(progress.state()));
    json.text("reason", reason(progress));
    json.close();
  }

  private static @Nullable String reason(PastProgress progress) {
    Optional<String> unreadable =
        progress.unreadable() == 0
            ? Optional.empty()
            : Optional.of(progress.unreadable() + " rows of the exchange could not be read.");
    return progress.reason().or(() -> unreadable).orElse(null);
  }
}
