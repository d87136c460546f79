package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.KalshiConfig.Timing;
import java.time.Duration;

/**
 * When the account is read by REST: at regular times and when asked, never twice at once. For one
 * caller at a time; how a read ends comes as {@link Signal.Loaded} or {@link Signal.LoadFailed}.
 */
final class Reloads {

  private static final Duration AGAIN = Duration.ofMillis(100);

  private final AccountReader account;
  private final Work work;
  private final Timing timing;

  private boolean underWay;
  private boolean askedMeanwhile;
  private long round;

  Reloads(AccountReader account, Work work, Timing timing) {
    this.account = account;
    this.work = work;
    this.timing = timing;
  }

  /**
   * Reads the account, or reads it again after the read under way, which may be too old.
   *
   * @return whether a read starts now
   */
  boolean ask() {
    if (underWay) {
      askedMeanwhile = true;
      return false;
    }
    underWay = true;
    work.start(
        account
            .load()
            .<Signal>map(Signal.Loaded::new)
            .onFailure()
            .recoverWithItem(Signal.LoadFailed::new));
    return true;
  }

  /** Whether the time of this round has come, and no later one began since. */
  boolean isDue(long due) {
    return due == round && !underWay;
  }

  void succeeded() {
    planNext(AGAIN);
  }

  /** No haste against a failure, but who asked for another read does not wait for the regular. */
  void failed() {
    planNext(timing.quiet());
  }

  private void planNext(Duration pauseIfAsked) {
    underWay = false;
    round++;
    work.after(timing.reload(), new Signal.ReloadDue(round));
    if (askedMeanwhile) {
      askedMeanwhile = false;
      work.after(pauseIfAsked, new Signal.ReloadDue(round));
    }
  }
}
