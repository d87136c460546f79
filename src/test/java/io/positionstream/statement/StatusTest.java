package io.positionstream.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked for the status of an account, and what is not. */
class StatusTest {

  @Test
  void whoHasWaitedForTheDatabaseDoesNotWaitForItAgain() {
    var past =
        StatusResource.<String>past(
                true,
                () -> {
                  throw new AssertionError("asked again");
                })
            .subscribeAsCompletionStage();

    assertThat(past).isCompletedWithValue(Optional.empty());
  }

  @Test
  void thePastIsAskedForAndMayBeUnknown() {
    assertThat(
            StatusResource.past(false, () -> Uni.createFrom().item("read"))
                .subscribeAsCompletionStage())
        .isCompletedWithValue(Optional.of("read"));
    assertThat(
            StatusResource.past(
                    false, () -> Uni.createFrom().<String>failure(new ConnectException("away")))
                .subscribeAsCompletionStage())
        .isCompletedWithValue(Optional.empty());
    assertThat(
            StatusResource.past(
                    false, () -> Uni.createFrom().<String>failure(new IllegalStateException("bug")))
                .subscribeAsCompletionStage())
        .isCompletedExceptionally();
  }

  @Test
  void anAccountThatIsNotFollowedHasNoLine() {
    assertThat(TestStatus.feed(Optional.empty()))
        .isEqualTo(
            "{\"feed\":{\"status\":\"disconnected\",\"since\":null,\"reason\":\"not followed now\"}}");
  }
}
