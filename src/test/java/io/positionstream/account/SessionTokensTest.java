package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.account.SessionTokens.Audience;
import io.positionstream.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTokensTest {

  private static final Instant NOW = Instant.parse("2025-10-04T17:30:00Z");
  private static final Secret KEY = secret("a-key-of-thirty-two-bytes-or-more-1");
  private static final Secret OTHER = secret("a-key-of-thirty-two-bytes-or-more-2");
  private static final UUID USER = UUID.randomUUID();
  private static final UUID SESSION = UUID.randomUUID();
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void readsBackWhoseTokenItIs() {
    String token = at(NOW, KEY).issue(USER, SESSION, Audience.API, DAY);

    assertThat(at(NOW, KEY).verify(token, Audience.API))
        .isEqualTo(new SessionTokens.Claims(USER, SESSION, NOW, NOW.plus(DAY)));
  }

  @Test
  void neverTakesATokenForAnotherAudience() {
    SessionTokens tokens = at(NOW, KEY);

    refuses(tokens, tokens.issue(USER, SESSION, Audience.STREAM, DAY), "not_authenticated");
    assertThat(tokens.isFor(tokens.issue(USER, SESSION, Audience.STREAM, DAY), Audience.API))
        .isFalse();
  }

  @Test
  void allowsHalfAMinuteOfSkewAndNoMore() {
    String token = at(NOW, KEY).issue(USER, SESSION, Audience.API, DAY);

    assertThat(at(NOW.plus(DAY).plusSeconds(29), KEY).verify(token, Audience.API)).isNotNull();
    refuses(at(NOW.plus(DAY).plusSeconds(31), KEY), token, "session_expired");
    assertThat(at(NOW.minusSeconds(30), KEY).verify(token, Audience.API)).isNotNull();
    refuses(at(NOW.minusSeconds(31), KEY), token, "not_authenticated");
  }

  @Test
  void verifiesWithTheSecondKeyAndSignsWithTheFirst() {
    String old = at(NOW, KEY).issue(USER, SESSION, Audience.API, DAY);
    SessionTokens rotated = at(NOW, OTHER, KEY);

    assertThat(rotated.verify(old, Audience.API).user()).isEqualTo(USER);
    refuses(at(NOW, KEY), rotated.issue(USER, SESSION, Audience.API, DAY), "not_authenticated");
    refuses(at(NOW.plus(DAY).plusSeconds(60), OTHER, KEY), old, "session_expired");
  }

  @Test
  void refusesUnsignedAndOtherwiseSignedTokens() {
    String token = at(NOW, KEY).issue(USER, SESSION, Audience.API, DAY);
    String[] parts = token.split("\\.", -1);

    refuses(at(NOW, KEY), header("{\"alg\":\"none\"}") + "." + parts[1] + ".", "not_authenticated");
    refuses(
        at(NOW, KEY),
        header("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2],
        "not_authenticated");
    refuses(
        at(NOW, KEY),
        header("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2],
        "not_authenticated");
    refuses(at(NOW, KEY), parts[0] + "." + parts[1] + ".AAAA", "not_authenticated");
    refuses(at(NOW, KEY), "", "not_authenticated");
    refuses(at(NOW, KEY), "a.b.c", "not_authenticated");
  }

  @Test
  void refusesAnotherIssuer() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    String token =
        new SessionTokens(List.of(KEY), "somebody", clock).issue(USER, SESSION, Audience.API, DAY);

    refuses(at(NOW, KEY), token, "not_authenticated");
  }

  private static void refuses(SessionTokens tokens, String token, String code) {
    assertThatThrownBy(() -> tokens.verify(token, Audience.API))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().error().code()).isEqualTo(code));
  }

  private static SessionTokens at(Instant now, Secret... keys) {
    return new SessionTokens(List.of(keys), "position-stream", Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Secret secret(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
