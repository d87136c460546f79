package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachableTest {

  @Test
  void aDatabaseThatIsGoneIsToldFromAFaultOfOurs() {
    assertThat(Unreachable.isCauseOf(new ConnectException("refused"))).isTrue();
    assertThat(Unreachable.isCauseOf(new IllegalStateException(ClosedConnectionException.INSTANCE)))
        .isTrue();
    assertThat(Unreachable.isCauseOf(new UnknownHostException("postgres"))).isTrue();
    assertThat(Unreachable.isCauseOf(new NoRouteToHostException("postgres"))).isTrue();
    assertThat(Unreachable.isCauseOf(new NullPointerException())).isFalse();
    assertThat(Unreachable.isCauseOf(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57P03", "08006", "53300", "53100", "25006"})
  void soIsOneThatIsGoingOrComing(String state) {
    assertThat(Unreachable.isCauseOf(new PgException("m", "FATAL", state, "d"))).isTrue();
  }

  @Test
  void aStatementThatIsRefusedIsOurFault() {
    assertThat(Unreachable.isCauseOf(new PgException("m", "ERROR", "42P01", "d"))).isFalse();
  }

  @Test
  void soIsOneThatDoesNotAnswerInTime() {
    Uni<String> silent = Uni.createFrom().nothing();

    Throwable failure =
        Unreachable.orSilent(silent, Duration.ofMillis(1))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create())
            .awaitFailure()
            .getFailure();

    assertThat(Unreachable.isCauseOf(failure)).isTrue();
    assertThat(failure).hasMessageContaining("no answer");
  }

  @Test
  void aMissingDatabaseIsNoIncident() {
    Problem problem = ProblemMappers.internal(new ConnectException("refused"));

    assertThat(problem.error()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(problem.incident()).isEmpty();
    assertThat(problem.retryAfter()).isPresent();
  }
}
