package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.engine.AccountEngine;
import io.positionstream.engine.TestEngine;
import io.positionstream.exchange.Replay;
import io.positionstream.exchange.Replay.Verdict;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.StateHash;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was recorded of an account at an exchange where everything goes wrong, replayed: the same
 * account in the end.
 */
class ReplayTest {

  private static final long SEEDS = Long.getLong("replay.seeds", 50);
  private static final long NO_BOUND = Long.MAX_VALUE;

  private final Logger log = Logger.getLogger("io.positionstream");
  private final QuickSignatures signatures = new QuickSignatures();
  private final List<String> secrets = new ArrayList<>();

  @TempDir Path folder;

  @BeforeEach
  void quietly() {
    log.setLevel(Level.OFF);
    Infrastructure.decorate((Supplier<String>) () -> "");
  }

  @AfterEach
  void aloud() {
    log.setLevel(null);
    signatures.close();
  }

  @Test
  void whateverWentWrongTheReplayIsLikeTheRun() throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Path file = folder.resolve(seed + ".jsonl.gz");
      Portfolio live = record(seed, file, NO_BOUND);

      Verdict verdict = replay(file);

      assertThat(verdict.difference()).as("seed %d", seed).isEmpty();
      assertThat(verdict.hash()).as("seed %d", seed).isEqualTo(StateHash.of(live));
      assertThat(verdict.compared()).isGreaterThan(1);
      assertThat(verdict.messages()).isPositive();
      assertThat(verdict.end()).contains("stopped");
      if (seed <= 5) {
        assertThat(replay(file)).isEqualTo(verdict);
      }
    }
  }

  @Test
  void aKilledProcessLeavesABeginningThatReplays() throws Exception {
    Random random = new Random(4);
    Path file = folder.resolve("whole.jsonl.gz");
    record(4, file, NO_BOUND);
    byte[] whole = Files.readAllBytes(file);
    Path plain = folder.resolve("whole.jsonl");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      Files.write(plain, in.readAllBytes());
    }
    byte[] text = Files.readAllBytes(plain);
    for (int i = 0; i < 10; i++) {
      Path torn = folder.resolve(i + ".jsonl.gz");
      Files.write(torn, Arrays.copyOf(whole, whole.length / 2 + random.nextInt(whole.length / 2)));
      Path tornPlain = folder.resolve(i + ".jsonl");
      Files.write(
          tornPlain, Arrays.copyOf(text, text.length / 2 + random.nextInt(text.length / 2)));

      assertThat(replay(torn).difference()).isEmpty();
      assertThat(replay(torn).compared()).isPositive();
      assertThat(replay(tornPlain).difference()).isEmpty();
      assertThat(replay(tornPlain).end()).isEmpty();
    }
  }

  @Test
  void aMessageThatIsMissingShowsAsADifference() throws Exception {
    Path file = folder.resolve("whole.jsonl");
    record(7, file, NO_BOUND);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(
        line -> line.contains("\"heard\"") && line.contains("\\\"type\\\":\\\"fill\\\""));
    Path changed = folder.resolve("changed.jsonl");
    Files.write(changed, lines);

    assertThat(replay(changed).difference()).isPresent();
  }

  @Test
  void anotherAnswerShowsAsADifference() throws Exception {
    Path file = folder.resolve("whole.jsonl");
    record(7, file, NO_BOUND);
    Path changed = folder.resolve("changed.jsonl");
    Files.write(
        changed,
        Files.readAllLines(file).stream()
            .map(
                line ->
                    line.contains("/portfolio/balance")
                        ? line.replace(
                            "\\\"balance_dollars\\\":\\\"", "\\\"balance_dollars\\\":\\\"1")
                        : line)
            .toList());

    assertThat(replay(changed).difference()).get().asString().contains("state after input");
  }

  @Test
  void whatWasReadOfThePastCanBeReadAgain() throws Exception {
    Path file = folder.resolve("past.jsonl.gz");
    record(2, file, NO_BOUND);
    RecordingReplay replay = new RecordingReplay(file);
    Portfolio account = follow(replay).portfolio();
    replay.play(inputs -> {});

    List<Fill> all = replay.fills(Span.since(Instant.EPOCH)).toUni().await().indefinitely().rows();
    Instant newest = all.stream().map(Fill::time).max(Instant::compareTo).orElseThrow();
    assertThat(account.recentFacts()).isEmpty();
    assertThat(all).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    assertThat(replay.fills(Span.since(newest)).toUni().await().indefinitely().rows())
        .extracting(Fill::time)
        .containsOnly(newest);
    assertThat(replay.settlements(Span.since(Instant.MAX)).toUni().await().indefinitely().rows())
        .isEmpty();
  }

  @Test
  void aFullFileEndsTheRecordingAndNotTheLine() throws Exception {
    Path file = folder.resolve("full.jsonl");

    Portfolio live = record(3, file, 60_000);

    assertThat(Files.size(file)).isLessThan(70_000);
    assertThat(live.loaded()).isTrue();
    Verdict verdict = replay(file);
    assertThat(verdict.end()).contains("the file is full");
    assertThat(verdict.difference()).isEmpty();
    assertThat(verdict.hash()).isNotEqualTo(StateHash.of(live));
  }

  @Test
  void nothingSecretIsInTheFileAndNobodyElseMayReadIt() throws Exception {
    Path file = folder.resolve("secret.jsonl");
    record(5, file, NO_BOUND);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    String text = Files.readString(file);
    assertThat(secrets).hasSizeGreaterThan(1);
    assertThat(secrets).noneMatch(text::contains);
    assertThat(text).doesNotContain("KALSHI-ACCESS").doesNotContain("PRIVATE KEY");
  }

  private Portfolio record(long seed, Path file, long most) throws InterruptedException {
    List<RecordingWriter> writers = new ArrayList<>();
    Portfolio live =
        SimulatedRun.record(
            seed,
            (name, header) -> {
              RecordingWriter writer = new RecordingWriter(file, most, header);
              writers.add(writer);
              return writer;
            },
            (keyId, pem) -> {
              secrets.add(keyId);
              pem.lines().filter(line -> !line.startsWith("-----")).forEach(secrets::add);
            });
    for (RecordingWriter writer : writers) {
      writer.join();
    }
    return live;
  }

  private static Verdict replay(Path file) throws IOException {
    Replay replay = new RecordingReplay(file);
    AccountEngine engine = follow(replay);
    Verdict verdict = replay.play(inputs -> {});
    assertThat(verdict.hash()).isEqualTo(StateHash.of(engine.portfolio()));
    return verdict;
  }

  private static AccountEngine follow(Replay replay) {
    return TestEngine.follow(
        new AccountId(UUID.randomUUID()),
        replay,
        Multi.createFrom().failure(new AssertionError("the recording tells the time")),
        Instant.EPOCH);
  }
}
