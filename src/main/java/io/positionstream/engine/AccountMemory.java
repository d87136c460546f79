package io.positionstream.engine;

import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What an earlier run of the service knew of an account, and the right to go on from there. */
public interface AccountMemory {

  /**
   * Claims the account for this process and fills an unknown portfolio with what is remembered;
   * returns it unchanged when nothing is.
   *
   * @return fails with {@link ClaimedElsewhere} while another process follows the account, and
   *     otherwise when the memory cannot be read
   */
  Uni<Recollection> recall(Portfolio unknown);

  /** Lets another process follow the account; never fails. */
  Uni<Void> release(AccountId account);

  /**
   * Where to go on from.
   *
   * @param portfolio what to start from
   * @param fillsFrom from when on the exchange should be asked for fills
   */
  record Recollection(Portfolio portfolio, Instant fillsFrom) {}

  /** Fired when another process follows an account that this one followed. */
  record ClaimLost(AccountId account) {}

  /** Fired when the account is no longer stored: logged out by another process. */
  record Forgotten(AccountId account) {}

  /** Another process follows this account: two writers would overwrite each other. */
  final class ClaimedElsewhere extends RuntimeException {
    public ClaimedElsewhere(AccountId account) {
      super("account " + account + " is followed by another process");
    }
  }
}
