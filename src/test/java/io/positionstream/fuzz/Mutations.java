package io.positionstream.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Tries a target with damaged forms of good inputs for {@code fuzz.seconds}. Blind, but quick: some
 * hundred thousand inputs a second, from a seed that a failure names. What a target throws is a
 * finding; what it may throw, it catches itself.
 */
public final class Mutations {

  private static final int MOST_KEPT = 2_000;
  private static final int LONGEST = 4_096;
  private static final String SPICE = "{}[]\":,.-_=\\/0123456789eE+ntfu\0\uFFFF\uD800é%\n";

  private final SplittableRandom random;
  private final List<String> corpus;

  private Mutations(List<String> seeds, long seed) {
    this.random = new SplittableRandom(seed);
    this.corpus = new ArrayList<>(seeds);
  }

  /**
   * @return how many inputs were tried
   */
  public static long run(List<String> seeds, Consumer<String> target) {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    Mutations mutations = new Mutations(seeds, seed);
    Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 2));
    long end = System.nanoTime() + time.toNanos();
    long tried = 0;
    for (String input : seeds) {
      attempt(target, input, seed);
    }
    while (System.nanoTime() < end) {
      attempt(target, mutations.next(), seed);
      tried++;
    }
    return tried;
  }

  private static void attempt(Consumer<String> target, String input, long seed) {
    try {
      target.accept(input);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("fuzz.seed=" + seed + " input=" + escaped(input), e);
    }
  }

  private String next() {
    StringBuilder text = new StringBuilder(pick());
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      mutate(text);
    }
    text.setLength(Math.min(text.length(), LONGEST));
    String made = text.toString();
    if (corpus.size() < MOST_KEPT && random.nextInt(8) == 0) {
      corpus.add(made);
    }
    return made;
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(16));
    switch (random.nextInt(7)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
      case 3 -> text.insert(at, (char) random.nextInt(0x1_0000));
      case 4 -> text.replace(at, end, pick());
      case 5 -> text.setLength(at);
      default -> {
        if (at < text.length()) {
          text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
        }
      }
    }
  }

  private String pick() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_16BE)) {
      shown.append(String.format("%02x", b));
    }
    return shown.append(" (UTF-16, hex)").toString();
  }
}
