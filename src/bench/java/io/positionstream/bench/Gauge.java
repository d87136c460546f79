package io.positionstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a process has used, as Linux tells it.
 *
 * @param cpuMicros processor time of the process
 * @param rssKilobytes memory resident now
 */
record Gauge(long cpuMicros, long rssKilobytes) {

  /** Linux counts in hundredths of a second. */
  private static final long MICROS_PER_TICK = 10_000;

  private static final Gauge NOTHING = new Gauge(0, 0);

  /** Of process 0, which nobody is: nothing. */
  static Gauge of(long pid) {
    return pid == 0 ? NOTHING : new Gauge(cpu(pid).orElse(0L), rss(pid));
  }

  /** Of a process and those it has started that still run. */
  static Gauge family(long pid) {
    if (pid == 0) {
      return NOTHING;
    }
    long children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(child -> cpu(child.pid()).orElse(0L))
            .sum();
    return new Gauge(cpu(pid).orElse(0L) + children, rss(pid));
  }

  /** Processor time that the whole machine has used, in microseconds. */
  static long machine() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElseThrow().split(" +");
      // user, nice, system, (idle, waiting,) irq, softirq
      return IntStream.of(1, 2, 3, 6, 7).mapToLong(i -> Long.parseLong(fields[i])).sum()
          * MICROS_PER_TICK;
    }
  }

  private static Optional<Long> cpu(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program, in brackets, may hold spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK);
    } catch (IOException _) {
      return Optional.empty(); // it ended meanwhile
    }
  }

  private static long rss(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
