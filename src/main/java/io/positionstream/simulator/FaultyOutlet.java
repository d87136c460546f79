package io.positionstream.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Sends the frames of one socket, each as its {@linkplain FrameFate fate} wants it. Without faults
 * it adds nothing and keeps nothing. A reply overtakes no data and is overtaken by none.
 */
final class FaultyOutlet implements Outlet {
  /** How long a frame waits for a neighbour to change places with. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private record Late(Instant due, String text) {}

  private final String account;
  private final long number;
  private final Peer peer;
  private final Faults faults;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Queue<Late> late = new ArrayDeque<>();
  private List<String> held = List.of();
  private Runnable cancelHeld = () -> {};
  private boolean ended;

  FaultyOutlet(
      String account, long number, Peer peer, Faults faults, Clock clock, Scheduler scheduler) {
    this.account = account;
    this.number = number;
    this.peer = peer;
    this.faults = faults;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  @Override
  public void send(String text, FrameSort sort) {
    if (ended) {
      return;
    }
    if (faults.areNone() && late.isEmpty() && held.isEmpty()) {
      peer.send(text);
      return;
    }
    FrameFate fate = faults.onFrame(account, number, sort);
    List<String> texts = fate.texts(text);
    if (fate.cut()) {
      end();
      peer.cut();
    } else if (sort == FrameSort.REPLY) {
      release();
      pass(texts, fate.delay());
    } else if (fate.swapped() && held.isEmpty()) {
      held = texts;
      cancelHeld = scheduler.after(PATIENCE, this::release);
    } else {
      pass(texts, fate.delay());
      release();
    }
  }

  @Override
  public boolean isFull() {
    return peer.isFull();
  }

  /** Nothing goes out any more, not even what waits. */
  void end() {
    ended = true;
    late.clear();
    held = List.of();
    cancelHeld.run();
  }

  private void release() {
    List<String> texts = held;
    held = List.of();
    cancelHeld.run();
    pass(texts, Duration.ZERO);
  }

  /** Whatever comes after a late frame is at least as late. */
  private void pass(List<String> texts, Duration delay) {
    for (String text : texts) {
      if (late.isEmpty() && delay.isZero()) {
        peer.send(text);
      } else {
        late.add(new Late(clock.instant().plus(delay), text));
        if (late.size() == 1) {
          scheduler.after(delay, this::sendDue);
        }
      }
    }
  }

  private void sendDue() {
    Late next = late.peek();
    while (next != null && !next.due().isAfter(clock.instant())) {
      late.remove();
      peer.send(next.text());
      next = late.peek();
    }
    if (next != null) {
      scheduler.after(Duration.between(clock.instant(), next.due()), this::sendDue);
    }
  }
}
