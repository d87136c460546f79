package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.account.SessionTokens.Audience;
import io.positionstream.fuzz.Mutations;
import io.positionstream.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretsFuzzTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Secret KEY =
      new Secret("a-key-of-thirty-two-bytes-or-mor".getBytes(StandardCharsets.UTF_8));
  private static final UUID USER = new UUID(1, 2);
  private static final Fernet FERNET = new Fernet(KEY);
  private static final String SEALED =
      FERNET.encrypt("text".getBytes(StandardCharsets.UTF_8), CLOCK.instant(), new byte[16]);
  private static final Vault VAULT = new Vault(List.of(KEY), CLOCK, new SecureRandom());
  private static final String STORED = VAULT.seal(USER, "p", "text");
  private static final SessionTokens TOKENS = new SessionTokens(List.of(KEY), "issuer", CLOCK);
  private static final String API = issue(Audience.API);
  private static final String STREAM = issue(Audience.STREAM);

  static final List<String> SEALS = List.of(SEALED, STORED);
  static final List<String> SESSIONS =
      List.of(API, STREAM, unsigned("none"), unsigned("RS256"), unsigned("HS256"), "..", "a.b.c");

  @Test
  void anyTextIsTheTokenThatWasMadeOrAFailure() {
    assertThat(Mutations.run(SEALS, SecretsFuzzTest::decrypt)).isPositive();
  }

  @Test
  void anyTextIsTheSessionThatWasMadeOrAProblem() {
    assertThat(Mutations.run(SESSIONS, SecretsFuzzTest::verify)).isPositive();
  }

  /** Only the one token there is can be read, and there is one failure. */
  static void decrypt(String text) {
    try {
      FERNET.decrypt(text, CLOCK.instant(), Optional.of(Duration.ofMinutes(1)));
      assertThat(text).isEqualTo(SEALED);
    } catch (VaultFailure e) {
      assertThat(e).hasNoCause();
    }
    try {
      VAULT.open(USER, "p", text);
      assertThat(text).isEqualTo(STORED);
    } catch (VaultFailure e) {
      assertThat(e).hasNoCause();
    }
  }

  /** No damaged token is one of ours, and every other is told one of two things. */
  static void verify(String text) {
    for (Audience audience : Audience.values()) {
      TOKENS.isFor(text, audience);
      try {
        assertThat(TOKENS.verify(text, audience).user()).isEqualTo(USER);
        assertThat(signed(text)).isIn(signed(API), signed(STREAM));
      } catch (ProblemException e) {
        assertThat(e.problem().error().code()).isIn(Set.of("not_authenticated", "session_expired"));
      }
    }
  }

  private static String signed(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  private static String issue(Audience audience) {
    return TOKENS.issue(USER, new UUID(3, 4), audience, Duration.ofHours(24));
  }

  private static String unsigned(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + API.substring(API.indexOf('.'), API.lastIndexOf('.') + 1);
  }
}
