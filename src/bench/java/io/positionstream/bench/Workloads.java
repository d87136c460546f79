package io.positionstream.bench;

import java.io.IOException;
import java.util.List;

/** The workloads by name. Each runs on a server of its own. */
final class Workloads {

  private final Options options;

  Workloads(Options options) {
    this.options = options;
  }

  void run(String name) throws IOException, InterruptedException {
    switch (name) {
      case "A" -> subscribers();
      case "B" -> accounts();
      case "figures" -> figures();
      case "custom" -> custom();
      default -> throw new IllegalArgumentException("No workload " + name);
    }
  }

  /** One account; its streams are added to those that are there. */
  private void subscribers() throws IOException, InterruptedException {
    Shape all = Shape.of("A", 1, 200, 1, 0);
    on(
        all,
        rig -> {
          int open = 0;
          for (int streams : List.of(1, 10, 100, 1_000)) {
            rig.open(streams - open, n -> Stream.Habit.HEALTHY);
            open = streams;
            for (int rate : List.of(20, 100, 400)) {
              String name = "A " + streams + " × " + rate + "/s";
              print(rig.run(timed(Shape.of(name, 1, 200, streams, rate).lasting(3, 8))));
            }
          }
        });
  }

  /** Many accounts. */
  private void accounts() throws IOException, InterruptedException {
    Shape all = Shape.of("B", 1_000, 50, 1, 0);
    on(
        all,
        rig -> {
          for (int streams : List.of(1, 3)) {
            rig.open(streams == 1 ? 1 : 2, n -> Stream.Habit.HEALTHY);
            for (int rate : List.of(1_000, 5_000, 10_000)) {
              String name = "B 1000 × " + streams + ", " + rate + "/s";
              print(rig.run(timed(Shape.of(name, 1_000, 50, streams, rate))));
            }
          }
        });
  }

  /** The rows of the table of figures to reach; those of one shape share a server. */
  private void figures() throws IOException, InterruptedException {
    one(Shape.of("one random user of 1,000", 1_000, 50, 1, 5_000).lasting(20, 15));
    one(Shape.of("1,000 of one account, 100 k/s", 1, 100, 1_000, 100).lasting(20, 15));
    one(Shape.of("1,000 of one account, 800 k/s", 1, 400, 1_000, 800).lasting(20, 15));
    one(Shape.of("1,000 of one account, 3.2 M/s", 1, 1_000, 1_000, 3_200).lasting(20, 15));
    one(Shape.of("5,000 of one account, 800 k/s", 1, 100, 5_000, 160).lasting(20, 15));
  }

  private void custom() throws IOException, InterruptedException {
    one(
        new Shape(
            options.text("name").orElse("custom"),
            options.number("accounts", 1),
            options.number("positions", 100),
            options.number("streams", 100),
            options.number("rate", 100),
            10,
            10));
  }

  private void one(Shape shape) throws IOException, InterruptedException {
    on(
        shape,
        rig -> {
          rig.open(shape.streams(), n -> Stream.Habit.HEALTHY);
          print(rig.run(timed(shape)));
        });
  }

  private Shape timed(Shape shape) {
    return shape.lasting(
        options.number("warm", shape.warm()), options.number("seconds", shape.seconds()));
  }

  /** What is done with a server that runs. */
  private interface Measurement {
    void on(Rig rig) throws IOException, InterruptedException;
  }

  private void on(Shape shape, Measurement measurement) throws IOException, InterruptedException {
    List<Feed> feeds = Rig.feeds(shape);
    try (Target target =
            options.has("url") ? new UrlTarget(options) : new ServiceTarget(options, feeds);
        Rig rig = new Rig(target, feeds)) {
      measurement.on(rig);
      if (target instanceof ServiceTarget ours) {
        ours.service().warnings().stream().limit(5).forEach(System.out::println);
      }
    }
  }

  private static void print(Row row) {
    System.out.println(row.text());
  }
}
