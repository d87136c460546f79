package io.positionstream.bench;

import java.io.IOException;

/**
 * What had been used and had arrived at one moment.
 *
 * @param server of the measured process
 * @param database of its database with all that work for it
 * @param own of the load generator
 * @param machineMicros processor time of everything on the machine
 * @param sent updates
 */
record Sample(
    long nanos,
    Gauge server,
    Gauge database,
    Gauge own,
    long machineMicros,
    Tally.Volume arrived,
    long sent) {

  static Sample of(Target target, Tally tally, Pacer pacer) throws IOException {
    return new Sample(
        System.nanoTime(),
        Gauge.of(target.pid()),
        Gauge.family(target.databasePid()),
        Gauge.of(ProcessHandle.current().pid()),
        Gauge.machine(),
        tally.volume(),
        pacer.sent());
  }

  double seconds(Sample before) {
    return (nanos - before.nanos) / 1e9;
  }
}
