package io.positionstream.bench;

/**
 * What had been used and had arrived at one moment.
 *
 * @param server of the measured process
 * @param own of the load generator
 * @param sent updates
 */
record Sample(long nanos, Gauge server, Gauge own, Tally.Volume arrived, long sent) {

  static Sample of(Target target, Tally tally, Pacer pacer) {
    Gauge server = target.pid() == 0 ? new Gauge(0, 0, 0) : Gauge.of(target.pid());
    return new Sample(
        System.nanoTime(),
        server,
        Gauge.of(ProcessHandle.current().pid()),
        tally.volume(),
        pacer.sent());
  }

  double seconds(Sample before) {
    return (nanos - before.nanos) / 1e9;
  }
}
