package io.positionstream.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** The body of a login as it came, nothing checked. Hides itself. */
@JsonNaming(SnakeCaseStrategy.class)
record LoginRequest(
    @Nullable String apiKey,
    @Nullable String privateKey,
    @Nullable String environment,
    @Nullable Integer subaccount) {

  @Override
  public String toString() {
    return "LoginRequest[hidden]";
  }
}
