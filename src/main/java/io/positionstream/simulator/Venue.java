package io.positionstream.simulator;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The whole exchange but its wire, its disk and its tape: the parts, put together. The same on a
 * network port and inside a test.
 */
final class Venue {
  private final Exchange exchange;
  private final Connections connections;
  private final FrontDoor door;
  private final ControlDesk control;

  /**
   * @param books as the ledger left them
   * @param ledger writes an entry durably before it returns
   */
  Venue(
      Books books,
      Consumer<LedgerEntry> ledger,
      Clock clock,
      Scheduler scheduler,
      Worker worker,
      RandomGenerator random) {
    Lines lines = new Lines(books, clock);
    this.exchange = new Exchange(books, ledger, lines, clock, random);
    Faults faults = new Faults(clock);
    this.connections = new Connections(lines, faults, clock, scheduler);
    TradeDesk desk = new TradeDesk(exchange, account -> faults.limits(account.id()));
    KeyCheck keys = new KeyCheck(books, KeyCheck.TOLERANCE);
    this.door = new FrontDoor(desk, keys, faults, clock, scheduler, worker);
    ControlFaults hostility = new ControlFaults(faults, exchange, connections, random);
    ControlLoad load = new ControlLoad(exchange, scheduler);
    this.control = new ControlDesk(exchange, connections, hostility, load, worker);
  }

  Exchange exchange() {
    return exchange;
  }

  Connections connections() {
    return connections;
  }

  FrontDoor door() {
    return door;
  }

  ControlDesk control() {
    return control;
  }
}
