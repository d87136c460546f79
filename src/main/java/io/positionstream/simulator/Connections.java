package io.positionstream.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All open sockets by number; gives them their heartbeat and their blows. */
final class Connections {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Lines lines;
  private final Faults faults;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Map<Long, Connection> open = new LinkedHashMap<>();
  private long lastNumber;

  Connections(Lines lines, Faults faults, Clock clock, Scheduler scheduler) {
    this.lines = lines;
    this.faults = faults;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** A client was admitted. */
  Connection open(Account account, Peer peer) {
    long number = ++lastNumber;
    FaultyOutlet outlet = new FaultyOutlet(account.id(), number, peer, faults, clock, scheduler);
    Connection connection =
        new Connection(number, account, lines.open(account, outlet), outlet, peer);
    open.put(number, connection);
    if (faults.deafens(account.id(), number)) {
      connection.deafen();
    }
    scheduler.after(HEARTBEAT, () -> beat(connection));
    return connection;
  }

  /** A socket has ended, whoever ended it. */
  void closed(Connection connection) {
    open.remove(connection.number());
    lines.closed(connection.line());
  }

  /** The numbers of an account's open sockets, oldest first. */
  List<Long> of(Account account) {
    return open.values().stream()
        .filter(c -> c.account() == account)
        .map(Connection::number)
        .toList();
  }

  /** Lets a fault that has just begun act on the sockets that are open. */
  void strike(Fault fault) {
    switch (fault.kind()) {
      case CUT, MAINTENANCE -> struck(fault).forEach(Connection::cut);
      case HALF_OPEN -> struck(fault).forEach(Connection::deafen);
      case HUGE_FRAME -> struck(fault).forEach(c -> c.sendHuge(fault.order().measures().bytes()));
      default -> {
        // acts on what comes
      }
    }
  }

  private List<Connection> struck(Fault fault) {
    return open.values().stream().filter(c -> fault.strikes(c.account().id(), c.number())).toList();
  }

  private void beat(Connection connection) {
    if (open.containsKey(connection.number())) {
      if (faults.allowPing(connection.account().id(), connection.number())) {
        connection.ping();
      }
      scheduler.after(HEARTBEAT, () -> beat(connection));
    }
  }
}
