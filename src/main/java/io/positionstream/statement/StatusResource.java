package io.positionstream.statement;

import static io.positionstream.web.JsonText.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.engine.AccountEngines;
import io.positionstream.journal.FactReader;
import io.positionstream.journal.PastKind;
import io.positionstream.journal.PastProgress;
import io.positionstream.portfolio.Line;
import io.positionstream.web.CurrentUser;
import io.positionstream.web.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How complete what is known of the caller's account is: its line, and how much of its past. */
@Path("/api/v1/account/status")
@Produces(MediaType.APPLICATION_JSON)
class StatusResource {

  private final CurrentUser user;
  private final AccountEngines engines;
  private final FactReader facts;

  StatusResource(CurrentUser user, AccountEngines engines, FactReader facts) {
    this.user = user;
    this.engines = engines;
    this.facts = facts;
  }

  @GET
  public Uni<String> status() {
    Optional<Line> line = engines.running(user.account()).map(engine -> engine.portfolio().line());
    return facts.progress(user.account()).map(past -> text(line, past));
  }

  private static String text(Optional<Line> line, List<PastProgress> past) {
    Optional<Instant> cutoff =
        past.stream()
            .filter(progress -> progress.kind() == PastKind.FILLS)
            .flatMap(progress -> progress.cutoff().stream())
            .findFirst();
    return JsonText.object(
        json -> {
          json.writeObjectFieldStart("feed");
          // Followed again with the next read of the positions, or stream.
          json.writeStringField("status", line.map(Line::status).orElse("disconnected"));
          time(json, "since", line.map(Line::since));
          json.writeStringField("reason", line.map(Line::reason).orElse("not followed now"));
          json.writeEndObject();
          for (PastProgress progress : past) {
            write(json, progress);
          }
          time(json, "historical_cutoff", cutoff);
        });
  }

  private static void write(JsonGenerator json, PastProgress progress) throws IOException {
    json.writeObjectFieldStart(progress.kind().table());
    json.writeNumberField("loaded", progress.loaded());
    time(json, "from", progress.from());
    time(json, "to", progress.to());
    json.writeBooleanField("complete", progress.complete());
    json.writeStringField("state", JsonText.word(progress.state()));
    json.writeStringField("reason", reason(progress));
    json.writeEndObject();
  }

  private static @Nullable String reason(PastProgress progress) {
    Optional<String> unreadable =
        progress.unreadable() == 0
            ? Optional.empty()
            : Optional.of(progress.unreadable() + " rows of the exchange could not be read.");
    return progress.reason().or(() -> unreadable).orElse(null);
  }
}
