package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void isWrittenInTheOrderPeopleRead() {
    Problem problem = Problem.of(ErrorCode.INVALID_CREDENTIALS, "The exchange rejected it.");

    assertThat(problem.toJson().encode())
        .isEqualTo(
            """
            {"type":"about:blank","title":"Unauthorized","status":401,\
            "error":"invalid_credentials","message":"The exchange rejected it."}""");
  }

  @Test
  void namesEveryViolation() {
    Problem problem = Problem.invalid(List.of(new Problem.Violation("api_key", "is missing")));

    assertThat(problem.toJson().getJsonArray("violations").encode())
        .isEqualTo("[{\"field\":\"api_key\",\"message\":\"is missing\"}]");
  }

  @Test
  void callsTooManyStreamsTheSameForAUserAndAnInstance() {
    assertThat(ErrorCode.TOO_MANY_STREAMS_HERE.code()).isEqualTo(ErrorCode.TOO_MANY_STREAMS.code());
  }
}
