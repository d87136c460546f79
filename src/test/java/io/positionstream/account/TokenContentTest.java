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
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TokenContentTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2025-10-04T17:30:00Z"), ZoneOffset.UTC);
  private static final Secret KEY = secret("a-key-of-thirty-two-bytes-or-more-1");
  private static final Secret FOREIGN = secret("a-key-of-thirty-two-bytes-or-more-2");

  private final SessionTokens tokens = new SessionTokens(List.of(KEY), "position-stream", NOW);

  @Test
  void ignoresKeysThatATokenNames() throws JoseException {
    JsonWebSignature forged = new JsonWebSignature();
    forged.setAlgorithmHeaderValue("HS256");
    forged.setKeyIdHeaderValue("mine");
    forged.setHeader("jku", "https://evil.example/keys");
    forged.setHeader("x5u", "https://evil.example/certificate");
    forged.setHeader("jwk", Map.of("kty", "oct", "k", encoded(FOREIGN.reveal())));
    forged.setKey(new SecretKeySpec(FOREIGN.reveal(), "HmacSHA256"));
    byte[] claims = Base64.getUrlDecoder().decode(issued().split("\\.")[1]);
    forged.setPayload(new String(claims, StandardCharsets.UTF_8));
    String token = forged.getCompactSerialization();

    assertThatThrownBy(() -> tokens.verify(token, Audience.API))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().error().code()).isEqualTo("not_authenticated"));
  }

  @Test
  void neverIssuesTheSameTokenTwice() {
    assertThat(issued()).isNotEqualTo(issued());
  }

  private String issued() {
    return tokens.issue(new UUID(1, 2), new UUID(3, 4), Audience.API, Duration.ofHours(24));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Secret secret(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }
}
