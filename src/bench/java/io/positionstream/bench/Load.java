package io.positionstream.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The load generator: {@code Load A,B,C,D,E,F,figures} or {@code Load custom --accounts=1
 * --positions=100 --streams=1000 --rate=100}; prints a table in Markdown. Options: {@code
 * --seconds} and {@code --warm} of each measurement, {@code --port}, {@code --exchange-port},
 * {@code --java='…'} for the service's virtual machine, {@code --jar}; {@code --url}, {@code
 * --publish-url}, {@code --pid} for another server, see {@link UrlTarget}.
 */
public final class Load {

  private Load() {}

  /** Runs the workloads named, one after the other. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options = Options.parse(arguments);
    System.out.printf(
        "%n%s, %d cores, %s, JDK %s, Linux %s%nLoad %s%n%n%s%n",
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version(),
        System.getProperty("os.version"),
        String.join(" ", arguments),
        Row.HEAD);
    Workloads workloads = new Workloads(options);
    for (String name : options.workloads().isEmpty() ? List.of("A") : options.workloads()) {
      workloads.run(name);
    }
    System.exit(0); // clients of HTTP keep threads
  }
}
