package io.positionstream.exchange;

import io.positionstream.portfolio.Remembered;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A recorded account: whoever follows it hears what was heard then, in the same order, as fast as
 * it can be read, from the same adapter and without a network. For one follower, once.
 */
public interface Replay extends ExchangeAccount {

  /** From when on fills were asked for. */
  Instant fillsFrom();

  /** What was known of the account when the recording began. */
  Remembered start();

  /**
   * Plays everything to whoever follows {@link #events} and {@link #inStep} by now, and returns
   * when all of it was heard, or at the first difference. Blocks.
   *
   * @param progress told now and then how many inputs were played
   * @throws IOException if the file cannot be read
   */
  Verdict play(LongConsumer progress) throws IOException;

  /**
   * How a replay went.
   *
   * @param inputs played: messages, answers, timers, seconds
   * @param messages of the socket among them
   * @param compared states that the recording tells, and that were compared
   * @param end why the recording ended; empty when its process was killed
   * @param hash of the account in the end
   * @param difference the first one; empty when all is equal
   */
  record Verdict(
      long inputs,
      long messages,
      long compared,
      Optional<String> end,
      String hash,
      Optional<String> difference) {}
}
