package io.positionstream.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a process needs, minute by minute, as Linux and its JVM tell it. */
final class SoakVitals {

  /** Before that much is still being compiled and opened for the first time. */
  static final int WARM_MINUTES = 2;

  private static final int LEAST_SAMPLES = 9;
  private static final double MEMORY_SHARE = 0.10;
  private static final long HEAP_SLACK = 16L << 20;
  private static final long RESIDENT_SLACK = 64L << 20;
  private static final int THREAD_SLACK = 8;
  private static final int DESCRIPTOR_SLACK = 16;

  private final long pid;
  private final List<Sample> samples = new ArrayList<>();

  SoakVitals(long pid) {
    this.pid = pid;
  }

  /**
   * One look.
   *
   * @param heap bytes of live objects, after a full collection
   * @param resident bytes of the process in memory
   * @param cpu spent so far
   */
  record Sample(long heap, long resident, int threads, int descriptors, Duration cpu) {
    String text() {
      return String.format(
          Locale.ROOT,
          "heap=%.1fM rss=%dM threads=%d fds=%d cpu=%ds",
          heap / 1048576.0,
          resident >> 20,
          threads,
          descriptors,
          cpu.toSeconds());
    }
  }

  /** Looks, and remembers. */
  Sample take() {
    Sample sample =
        new Sample(
            liveBytes(),
            status("VmRSS:") << 10,
            (int) status("Threads:"),
            descriptors(),
            ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO));
    samples.add(sample);
    return sample;
  }

  /** The last line of the histogram has the sum; asking for it collects first. */
  private long liveBytes() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("Total"))
          .map(line -> Long.parseLong(line.trim().split("\\s+")[2]))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("expected a histogram, found " + text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long status(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> Long.parseLong(line.split("\\s+")[1]))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What grew; empty when all is constant. One sample a minute, the first at the start. */
  List<String> growth() {
    List<String> found = new ArrayList<>();
    if (samples.size() <= WARM_MINUTES + 1) {
      return found;
    }
    Sample warm = samples.get(WARM_MINUTES);
    Sample last = samples.getLast();
    more(found, "threads", warm.threads(), last.threads(), THREAD_SLACK);
    more(found, "descriptors", warm.descriptors(), last.descriptors(), DESCRIPTOR_SLACK);
    if (samples.size() >= LEAST_SAMPLES) {
      creep(found, "heap", HEAP_SLACK, Sample::heap);
      creep(found, "resident memory", RESIDENT_SLACK, Sample::resident);
    }
    return found;
  }

  private static void more(List<String> found, String what, int before, int after, int slack) {
    if (after > before + slack) {
      found.add(
          "%s: %d, %d at minute %d, %d more allowed"
              .formatted(what, after, before, WARM_MINUTES, slack));
    }
  }

  /** Both the mean of the last third against the second's, and the straight line through all. */
  private void creep(List<String> found, String what, long slack, ToLongFunction<Sample> measure) {
    long[] values = samples.stream().skip(WARM_MINUTES).mapToLong(measure).toArray();
    double second = mean(values, values.length / 3, values.length * 2 / 3);
    double third = mean(values, values.length * 2 / 3, values.length);
    double allowed = Math.max(second * MEMORY_SHARE, slack);
    double drawn = slope(values) * (values.length - 1);
    String text =
        String.format(
            Locale.ROOT,
            "%s: second third %.1fM, last third %.1fM, line through all %+.1fM in the end, %.1fM"
                + " allowed",
            what,
            second / 1048576,
            third / 1048576,
            drawn / 1048576,
            allowed / 1048576);
    System.out.println(text);
    if (third - second > allowed || drawn > allowed) {
      found.add(text);
    }
  }

  private static double mean(long[] values, int from, int to) {
    return java.util.Arrays.stream(values, from, to).average().orElse(0);
  }

  /** Of the straight line with the least squares, a sample. */
  static double slope(long[] values) {
    double middle = (values.length - 1) / 2.0;
    double mean = mean(values, 0, values.length);
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      products += (i - middle) * (values[i] - mean);
      squares += (i - middle) * (i - middle);
    }
    return products / squares;
  }
}
