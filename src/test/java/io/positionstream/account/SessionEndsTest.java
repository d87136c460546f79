package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.account.SessionChecks.News;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How streams hear of the end of their session while the database says nothing. */
class SessionEndsTest {

  private static final UUID SESSION = new UUID(0, 1);

  private final TestClock clock = new TestClock();
  private final SessionEnds ends = new SessionEnds(silent(), clock);
  private final List<EndReason> heard = new ArrayList<>();
  private final Instant expires = Instant.now().plus(Duration.ofHours(1));

  @AfterEach
  void stop() {
    ends.stop();
  }

  @Test
  void theTimeThatWasKnownEndsASessionThoughNobodyCanBeAsked() {
    ends.watch(SESSION, expires, heard::add);

    clock.ahead(Duration.ofMinutes(59));
    ends.endExpired();
    assertThat(heard).isEmpty();

    clock.ahead(Duration.ofMinutes(61));
    ends.endExpired();
    ends.endExpired();
    assertThat(heard).containsExactly(EndReason.SESSION_EXPIRED);
  }

  @Test
  void aRenewalThatWasHeardOfPutsTheEndOff() {
    ends.watch(SESSION, expires, heard::add);
    ends.tell(Map.of(SESSION, new News.Until(expires.plus(Duration.ofHours(2)))));

    clock.ahead(Duration.ofHours(2));
    ends.endExpired();
    assertThat(heard).isEmpty();

    clock.ahead(Duration.ofHours(4));
    ends.endExpired();
    assertThat(heard).containsExactly(EndReason.SESSION_EXPIRED);
  }

  @Test
  void aSecondStreamOfTheSessionBringsWhatIsKnownNow() {
    ends.watch(SESSION, expires, heard::add);
    ends.watch(SESSION, expires.plus(Duration.ofHours(2)), heard::add);

    clock.ahead(Duration.ofHours(2));
    ends.endExpired();

    assertThat(heard).isEmpty();
  }

  @Test
  void whoHasGoneHearsNothing() {
    ends.watch(SESSION, expires, heard::add).close();
    clock.ahead(Duration.ofHours(2));
    ends.endExpired();
    ends.tell(Map.of(SESSION, new News.Over(EndReason.SESSION_ENDED)));

    assertThat(heard).isEmpty();
  }

  private SessionChecks silent() {
    return new SessionChecks(new Pool(null), null, clock) {
      @Override
      Uni<Map<UUID, News>> news(Map<UUID, Instant> known) {
        return Uni.createFrom().nothing();
      }
    };
  }
}
