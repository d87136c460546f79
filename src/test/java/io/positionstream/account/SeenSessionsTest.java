package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.account.SessionTokens.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of sessions while the database is away. */
class SeenSessionsTest {

  private static final UUID USER = new UUID(0, 1);
  private static final UUID SESSION = new UUID(0, 2);

  private final TestClock clock = new TestClock();
  private final SeenSessions seen = new SeenSessions(clock);
  private final Instant expires = Instant.now().plus(Duration.ofHours(1));

  @Test
  void aSessionThatWasSeenToLiveIsTakenAtItsWord() {
    assertThat(seen.lived(claims(USER))).isEmpty();

    seen.alive(SESSION, USER, expires);

    assertThat(seen.lived(claims(USER))).contains(expires);
    assertThat(seen.lived(claims(new UUID(0, 3)))).as("somebody else's").isEmpty();
  }

  @Test
  void anAnswerThatWasOnItsWayDoesNotBringBackWhatWasEnded() {
    seen.alive(SESSION, USER, expires);

    seen.ended(List.of(SESSION));
    seen.alive(SESSION, USER, expires);
    assertThat(seen.lived(claims(USER))).isEmpty();

    seen.forget(SESSION);
    seen.alive(SESSION, USER, expires);
    assertThat(seen.lived(claims(USER))).as("for good").isEmpty();
  }

  @Test
  void whatIsRememberedHoldsForAWhileOnly() {
    seen.alive(SESSION, USER, expires);

    clock.ahead(SeenSessions.TRUSTED.minusMinutes(1));
    assertThat(seen.lived(claims(USER))).contains(expires);

    clock.ahead(SeenSessions.TRUSTED);
    assertThat(seen.lived(claims(USER))).isEmpty();
  }

  @Test
  void itsTimeEndsItAsWell() {
    seen.alive(SESSION, USER, Instant.now().plusSeconds(30));
    clock.ahead(Duration.ofSeconds(31));

    assertThat(seen.lived(claims(USER))).isEmpty();
  }

  private static Claims claims(UUID user) {
    return new Claims(user, SESSION, Instant.EPOCH, Instant.MAX);
  }
}
