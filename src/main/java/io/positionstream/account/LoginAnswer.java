package io.positionstream.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a login. Hides itself.
 *
 * @param token the session, for callers that are no browsers
 * @param streamToken opens streams of this session, by address
 * @param keyScopes what the exchange says the key may do, sorted
 * @param warnings {@code key_can_trade}: a key that only reads would do
 */
@JsonNaming(SnakeCaseStrategy.class)
record LoginAnswer(
    String status,
    UUID userId,
    @Nullable String token,
    String streamToken,
    Instant sessionExpiresAt,
    List<String> keyScopes,
    List<String> warnings) {

  @Override
  public String toString() {
    return "LoginAnswer[" + userId + ", hidden]";
  }
}
