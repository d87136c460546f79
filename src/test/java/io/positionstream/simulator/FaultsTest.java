package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom faults strike, how long and how often. */
class FaultsTest {
  private static final String BALANCE = Protocol.REST_PATH + "/portfolio/balance";
  private final VirtualTime time = new VirtualTime();
  private final Faults faults = new Faults(time.clock());

  @Test
  void strikesOnlyTheAccountThatWasNamed() {
    start(FaultKind.HTTP_502, scope(Optional.of("a"), OptionalLong.empty(), Optional.empty()), 1);

    assertThat(faults.onRequest(Optional.of("a"), BALANCE).instead()).isPresent();
    assertThat(faults.onRequest(Optional.of("b"), BALANCE)).isEqualTo(RequestFate.GOOD);
    assertThat(faults.onRequest(Optional.empty(), BALANCE)).isEqualTo(RequestFate.GOOD);
  }

  @Test
  void strikesOnlyTheConnectionThatWasNamed() {
    start(FaultKind.DUPLICATE, scope(Optional.empty(), OptionalLong.of(2), Optional.empty()), 1);

    assertThat(faults.onFrame("a", 2, FrameSort.DATA).copies()).isEqualTo(2);
    assertThat(faults.onFrame("a", 1, FrameSort.DATA)).isEqualTo(FrameFate.GOOD);
    assertThat(faults.onRequest(Optional.of("a"), BALANCE)).isEqualTo(RequestFate.GOOD);
  }

  @Test
  void strikesOnlyThePathsThatWereNamed() {
    start(
        FaultKind.HTTP_502,
        scope(Optional.empty(), OptionalLong.empty(), Optional.of(Protocol.SOCKET_PATH)),
        1);

    assertThat(faults.onRequest(Optional.empty(), Protocol.SOCKET_PATH).instead()).isPresent();
    assertThat(faults.onRequest(Optional.empty(), BALANCE).instead()).isEmpty();
  }

  @Test
  void endsInTimeOrOnDemand() {
    start(FaultKind.HTTP_429, FaultOrder.Scope.EVERYBODY, 1);
    time.advance(Duration.ofSeconds(59));
    assertThat(faults.onRequest(Optional.empty(), BALANCE).instead()).isPresent();

    time.advance(Duration.ofSeconds(1));
    assertThat(faults.onRequest(Optional.empty(), BALANCE).instead()).isEmpty();
    assertThat(faults.areNone()).isTrue();

    start(FaultKind.HTTP_429, FaultOrder.Scope.EVERYBODY, 1);
    faults.endAll();
    assertThat(faults.onRequest(Optional.empty(), BALANCE).instead()).isEmpty();
  }

  @Test
  void repeatsItsChanceForTheSameSeed() {
    assertThat(struck(0.3, 5)).isEqualTo(struck(0.3, 5)).isNotEqualTo(struck(0.3, 6));
    assertThat(struck(0.3, 5)).hasSizeBetween(200, 400);
    assertThat(struck(0, 5)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void leavesRepliesToCommandsWholeAndInPlace(FaultKind kind) {
    start(kind, FaultOrder.Scope.EVERYBODY, 1);

    FrameFate fate = faults.onFrame("a", 1, FrameSort.REPLY);

    assertThat(fate.texts("{}\n")).containsExactly("{}\n");
    assertThat(fate.cut() || fate.swapped()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void isFoundByTheWordOfTheWire(FaultKind kind) {
    assertThat(FaultKind.of(kind.wire())).contains(kind);
    assertThat(kind.wire()).matches("[a-z0-9_]+");
  }

  @Test
  void fillsTheBucketSteadilyAndNeverBeyondItsCapacity() {
    TokenBucket bucket = new TokenBucket(TokenBucket.Limits.BASIC, time.instant());

    assertThat(taken(bucket)).isEqualTo(40);
    time.advance(Duration.ofMillis(49));
    assertThat(taken(bucket)).isZero();
    time.advance(Duration.ofMillis(1));
    assertThat(taken(bucket)).isEqualTo(1);
    time.advance(Duration.ofDays(9999));
    assertThat(taken(bucket)).isEqualTo(40);
  }

  private int taken(TokenBucket bucket) {
    int count = 0;
    while (bucket.take(TokenBucket.STANDARD_COST, time.instant())) {
      count++;
    }
    return count;
  }

  private List<Integer> struck(double probability, long seed) {
    Faults own = new Faults(time.clock());
    own.start(
        new FaultOrder(
            FaultKind.SILENT_DATA,
            FaultOrder.Scope.EVERYBODY,
            Optional.empty(),
            probability,
            seed,
            FaultOrder.Measures.STANDARD));
    return IntStream.range(0, 1000)
        .filter(_ -> own.onFrame("a", 1, FrameSort.DATA).copies() == 0)
        .boxed()
        .toList();
  }

  private void start(FaultKind kind, FaultOrder.Scope scope, double probability) {
    faults.start(
        new FaultOrder(
            kind,
            scope,
            Optional.of(Duration.ofMinutes(1)),
            probability,
            1,
            FaultOrder.Measures.STANDARD));
  }

  private static FaultOrder.Scope scope(
      Optional<String> account, OptionalLong connection, Optional<String> path) {
    return new FaultOrder.Scope(account, connection, path);
  }
}
