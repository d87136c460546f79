package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;

/** Control of the recorded prices: how fast they play. */
final class ControlTape {
  private final TapePlayer tape;

  ControlTape(TapePlayer tape) {
    this.tape = tape;
  }

  void offer(ControlDesk desk) {
    desk.add("GET", "/tape", _ -> tape.status());
    desk.add("POST", "/tape", order -> change(order.body()));
  }

  private JsonObject change(ControlBody body) {
    int speed = body.integer("speed", 0, TapeClock.MAX_SPEED).orElse(tape.speed());
    tape.change(speed, body.flag("paused").orElse(tape.paused()));
    return tape.status();
  }
}
