package io.positionstream.account;

import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Issues and reads session tokens: JWT, HS256 and nothing else. Whether the session still lives is
 * the database's word, not the token's. Thread-safe.
 */
final class SessionTokens {

  private static final int SKEW_SECONDS = 30;

  private final List<SecretKey> keys;
  private final String issuer;
  private final Clock clock;

  /** What a token is good for. */
  enum Audience {
    /** REST, and the stream by header or cookie. */
    API("api"),
    /** The stream only; the one kind allowed in an address. */
    STREAM("stream");

    private final String claim;

    Audience(String claim) {
      this.claim = claim;
    }
  }

  /** Whose token it is; both ends of its time are to the second. */
  record Claims(UUID user, UUID session, Instant issuedAt, Instant expiresAt) {}

  /**
   * @param keys at least 32 bytes each; the first signs, all verify
   */
  SessionTokens(List<Secret> keys, String issuer, Clock clock) {
    this.keys =
        keys.stream().<SecretKey>map(key -> new SecretKeySpec(key.reveal(), "HmacSHA256")).toList();
    this.issuer = issuer;
    this.clock = clock;
  }

  String issue(UUID user, UUID session, Audience audience, Duration lifetime) {
    Instant now = clock.instant();
    return Jwt.claims()
        .issuer(issuer)
        .audience(audience.claim)
        .subject(user.toString())
        .claim("sid", session.toString())
        .claim("jti", UUID.randomUUID().toString())
        .issuedAt(now.getEpochSecond())
        .claim("nbf", now.getEpochSecond())
        .expiresAt(now.plus(lifetime).getEpochSecond())
        .jws()
        .algorithm(SignatureAlgorithm.HS256)
        .sign(keys.getFirst());
  }

  /**
   * Reads a token made for {@code audience}.
   *
   * @throws io.positionstream.web.ProblemException {@code session_expired} if it was one of ours
   *     once, {@code not_authenticated} if it is anything else
   */
  Claims verify(String token, Audience audience) {
    InvalidJwtException reason = null;
    for (SecretKey key : keys) {
      try {
        return claims(consumer(key, audience).build().processToClaims(token));
      } catch (InvalidJwtException e) {
        reason = reason == null || e.hasExpired() ? e : reason;
      } catch (MalformedClaimException | IllegalArgumentException e) {
        throw notAuthenticated();
      }
    }
    if (reason != null && reason.hasExpired()) {
      throw Problem.of(ErrorCode.SESSION_EXPIRED, "The session has expired; log in again.")
          .asException();
    }
    throw notAuthenticated();
  }

  /** Whether it is a live token of this audience; says nothing of the session. */
  boolean isFor(String token, Audience audience) {
    return keys.stream()
        .anyMatch(
            key -> {
              try {
                consumer(key, audience).build().processToClaims(token);
                return true;
              } catch (InvalidJwtException e) {
                return e.hasExpired() && !e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID);
              }
            });
  }

  private JwtConsumerBuilder consumer(SecretKey key, Audience audience) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "HS256")
        .setVerificationKey(key)
        .setExpectedIssuer(issuer)
        .setExpectedAudience(audience.claim)
        .setRequireExpirationTime()
        .setRequireNotBefore()
        .setRequireIssuedAt()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()));
  }

  private static Claims claims(JwtClaims jwt) throws MalformedClaimException {
    String session = jwt.getStringClaimValue("sid");
    return new Claims(
        UUID.fromString(jwt.getSubject()),
        UUID.fromString(session == null ? "" : session),
        Instant.ofEpochSecond(jwt.getIssuedAt().getValue()),
        Instant.ofEpochSecond(jwt.getExpirationTime().getValue()));
  }

  private static RuntimeException notAuthenticated() {
    return Problem.of(ErrorCode.NOT_AUTHENTICATED, "This needs a valid session.").asException();
  }
}
