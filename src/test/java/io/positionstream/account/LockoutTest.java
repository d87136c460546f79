package io.positionstream.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutTest {

  private final Hand hand = new Hand();
  private final Lockout lockout =
      new Lockout(3, Duration.ofSeconds(2), Duration.ofSeconds(10), 100, hand);

  @Test
  void locksTwiceAsLongWithEachRefusalUpToTheLongest() {
    lockout.refuse("a");
    lockout.refuse("a");
    assertThat(lockout.remaining("a")).isEmpty();

    lockout.refuse("a");
    assertThat(lockout.remaining("a")).contains(Duration.ofSeconds(2));
    lockout.refuse("a");
    assertThat(lockout.remaining("a")).contains(Duration.ofSeconds(4));
    lockout.refuse("a");
    lockout.refuse("a");
    assertThat(lockout.remaining("a")).contains(Duration.ofSeconds(10));
    assertThat(lockout.remaining("b")).isEmpty();
  }

  @Test
  void letsInAgainWhenTheTimeIsOverOrAllIsForgiven() {
    for (int i = 0; i < 3; i++) {
      lockout.refuse("a");
      lockout.refuse("b");
    }

    lockout.forgive("b");
    assertThat(lockout.remaining("b")).isEmpty();
    hand.turn(Duration.ofSeconds(2));
    assertThat(lockout.remaining("a")).isEmpty();
  }

  @Test
  void forgetsRefusalsOfLongAgo() {
    lockout.refuse("a");
    lockout.refuse("a");
    hand.turn(Duration.ofSeconds(41));

    lockout.refuse("a");

    assertThat(lockout.remaining("a")).isEmpty();
  }

  @Test
  void grantsABurstAndThenEvenlyAsMuchAsAMinuteHas() {
    Throttle throttle = new Throttle(2, 60, 100, hand);
    assertThat(throttle.take("a")).isEmpty();
    assertThat(throttle.take("a")).isEmpty();
    assertThat(throttle.take("a")).contains(Duration.ofSeconds(1));
    assertThat(throttle.take("b")).isEmpty();

    hand.turn(Duration.ofSeconds(1));

    assertThat(throttle.take("a")).isEmpty();
    assertThat(throttle.take("a")).isPresent();
  }

  /** Time that moves when a test says so. */
  private static final class Hand implements TimeMeter {
    private long nanos = 1_000_000_000_000L;

    void turn(Duration by) {
      nanos += by.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
