package io.positionstream.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads by name. Each runs on a server of its own. */
final class Workloads {

  /** The rows of the table of figures to reach, by their short names. */
  private static final Map<String, Shape> FIGURES =
      Map.of(
          "user", Shape.of("one random user of 1,000, 5 k/s", 1_000, 50, 1, 5_000),
          "100k", Shape.of("1,000 of one account, 100 k/s", 1, 100, 1_000, 100),
          "800k", Shape.of("1,000 of one account, 800 k/s", 1, 400, 1_000, 800),
          "3200k", Shape.of("1,000 of one account, 3.2 M/s", 1, 1_000, 1_000, 3_200),
          "5000", Shape.of("5,000 of one account, 800 k/s", 1, 100, 5_000, 160));

  private final Options options;

  Workloads(Options options) {
    this.options = options;
  }

  void run(String name) throws IOException, InterruptedException {
    switch (name) {
      case "A" -> subscribers();
      case "B" -> accounts();
      case "C" -> badReaders();
      case "D" -> comingBack();
      case "E" -> idle();
      case "F" -> stored();
      case "write" -> written();
      case "figures" -> {
        for (String figure : List.of("user", "100k", "800k", "3200k", "5000")) {
          run(figure);
        }
      }
      case "custom" -> custom();
      default ->
          one(
              Optional.ofNullable(FIGURES.get(name))
                  .orElseThrow(() -> new IllegalArgumentException("No workload " + name))
                  .lasting(20, 15));
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

  /** Whether the others notice readers that do not read, and then some that read too slowly. */
  private void badReaders() throws IOException, InterruptedException {
    Shape all = Shape.of("C", 1, 100, 900, 100);
    on(
        all,
        rig -> {
          rig.open(900, n -> Stream.Habit.HEALTHY);
          print(rig.run(timed(all.named("C 900 healthy").lasting(20, 10))));
          rig.open(100, n -> Stream.Habit.STALLED);
          print(rig.run(timed(all.named("C and 100 stalled"))));
          System.out.println(rig.sick("stalled"));
          rig.open(100, n -> Stream.Habit.SLOW);
          rig.stallAgain();
          print(rig.run(timed(all.named("C and 100 slow"))));
          System.out.println(rig.sick("stalled and slow"));
        });
  }

  /**
   * 5,000 connections are cut within 5 s and come back with their last id, in a market that moves.
   */
  private void comingBack() throws IOException, InterruptedException {
    Shape all = Shape.of("D", 1, 100, options.number("streams", 5_000), 20).lasting(10, 10);
    on(
        all,
        rig -> {
          rig.open(all.streams(), n -> Stream.Habit.HEALTHY);
          Reconnects reconnects = new Reconnects(rig, 1_000);
          print(
              rig.run(
                  timed(all.named("D " + all.streams() + " come back, 1,000 a second")),
                  reconnects));
          System.out.println(reconnects.report());
        });
  }

  /** Streams on which nothing happens. */
  private void idle() throws IOException, InterruptedException {
    Shape all = Shape.of("E", 10, 1, options.number("streams", 10_000) / 10, 0);
    on(all, rig -> System.out.println(Idle.measure(rig, all.streams(), options)));
  }

  /** From the exchange's frame to the client, with what is written meanwhile. */
  private void stored() throws IOException, InterruptedException {
    for (Shape shape :
        List.of(
            Shape.of("F 20 accounts × 50, 2 k/s", 20, 50, 1, 2_000),
            Shape.of("F 1 account × 500, 2 k/s", 1, 500, 1, 2_000))) {
      on(
          shape,
          rig -> {
            rig.open(shape.streams(), n -> Stream.Habit.HEALTHY);
            Stored stored = new Stored(rig.target().jdbcUrl());
            print(rig.run(timed(shape.lasting(20, 15)), stored));
            System.out.println(stored.report());
          });
    }
  }

  /** How many changed positions are written: no streams, and prices faster than anybody trades. */
  private void written() throws IOException, InterruptedException {
    List<Integer> rates =
        options.has("rate")
            ? List.of(options.number("rate", 0))
            : List.of(50_000, 100_000, 150_000);
    for (int rate : rates) {
      Shape shape = Shape.of("write " + rate / 1_000 + " k/s", 10, 1_000, 0, rate);
      on(
          shape,
          rig -> {
            Stored stored = new Stored(rig.target().jdbcUrl());
            print(rig.run(timed(shape.lasting(15, 10)), stored));
            System.out.println(stored.report());
            System.out.println(stored.settled(rig.feeds(), 30));
          });
    }
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
